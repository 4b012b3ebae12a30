#!/usr/bin/env node
// What a terminal starts. The version is asked for before anything else is read: an older Node can't parse the rest.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    'drover needs Node 24 or later: it loads deploy.ts with the type stripping and module hooks of that version. This is Node ' +
      process.versions.node +
      '. Install Node 24 (https://nodejs.org) and run the same command again.\n',
  )
  process.exitCode = 2
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Answered without the bundle, which takes its time to be read. scripts/build.mjs puts the version here.
  process.stdout.write('0.1.0\n')
} else {
  keepCompiled()
  require('./drover.js').cli(process.argv.slice(2))
}

// The bundle and deploy.ts as they were compiled: a third of the time that a command takes to start. It lies in the user's own
// folder, which is nobody else's to write or to read; where there can be none, nothing is kept. CI begins anew each time, so
// the action has none of this.
function keepCompiled() {
  try {
    const { homedir } = require('node:os')
    const { join } = require('node:path')
    const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'drover', 'compiled')
    require('node:fs').mkdirSync(folder, { recursive: true, mode: 0o700 })
    require('node:module').enableCompileCache(folder)
  } catch {
    // A home that can't be written to.
  }
}
