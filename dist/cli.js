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
  require('./drover.js').cli(process.argv.slice(2))
}
