// Lets the bench use src/ as it stands, without a build: its containers are those of the container environment.
const { readFileSync } = require('node:fs')
const { _extensions } = require('node:module')
const { transformSync } = require('@swc/core')

const options = { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }
_extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename)
