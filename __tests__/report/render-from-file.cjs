// In a process of its own: prints every report of a file of events, as JSON. Started with the file's path.
const { readFileSync } = require('node:fs')
const { transformSync } = require('@swc/core')

require.extensions['.ts'] = (module, path) => {
  const options = { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }
  module._compile(transformSync(readFileSync(path, 'utf8'), { ...options, filename: path }).code, path)
}
const { allReports } = require('./all-reports.ts')
const { readEventsFile } = require('../../src/report/events-file.ts')
process.stdout.write(JSON.stringify(allReports(readEventsFile(process.argv[2]).events)))
