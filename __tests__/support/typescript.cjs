// Runs a TypeScript file in a process of its own, for tests that kill one: `node typescript.cjs FILE [ARGUMENT…]`.
const { readFileSync } = require('node:fs')
const { resolve } = require('node:path')
const { transformSync } = require('@swc/core')

require.extensions['.ts'] = (module, filename) => {
  const options = {
    filename,
    module: { type: 'commonjs' },
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  }
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename)
}
require(resolve(process.argv[2]))
