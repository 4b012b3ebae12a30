// Holds dist/ to its sources: builds it in a second clone at another path, of what is committed, and compares. A file that
// is missing, differs (also in its mode), or is there without being built is an error.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'drover-check-dist-'))
const clone = join(folder, 'a clone')
const git = (at, ...words) => execFileSync('git', ['-C', at, ...words], { encoding: 'utf8' }).trim()
const run = (command, ...words) => {
  const { status, error } = spawnSync(command, words, { cwd: clone, stdio: 'inherit' })
  if (status !== 0) throw new Error(`“${command} ${words.join(' ')}” failed in the second clone`, { cause: error })
}
// Ignored files too: what .gitignore hides from a commit would be missing for whoever runs the action.
const changes = at => git(at, 'status', '--porcelain', '--ignored', '--untracked-files=all', '--', 'dist')

try {
  const wrong = [...said('here, not as committed', changes(root))]
  const commit = git(root, 'rev-parse', 'HEAD')
  execFileSync('git', ['clone', '--quiet', '--no-checkout', root, clone], { stdio: 'inherit' })
  git(clone, 'checkout', '--quiet', '--detach', commit)
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund')
  run(process.execPath, 'scripts/build.mjs')
  wrong.push(...said('built, not as committed', changes(clone)))
  if (git(clone, 'ls-files', '--', 'dist') === '') wrong.push('dist/ is not committed')
  if (wrong.length > 0) {
    console.error(`dist/ does not match its sources at ${commit}:\n${wrong.join('\n')}`)
    spawnSync('git', ['-C', clone, '--no-pager', 'diff', '--stat', '--', 'dist'], { stdio: 'inherit' })
    console.error('“npm run build” makes dist/ anew: commit it with its sources.')
    process.exitCode = 1
  } else {
    console.log(`dist/ is what its sources make at ${commit}.`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function said(what, lines) {
  return lines === '' ? [] : [`${what}:`, ...lines.split('\n').map(line => `  ${line}`)]
}
