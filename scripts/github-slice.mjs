// Cuts what the tests' GitHub needs out of GitHub's own OpenAPI description: `node scripts/github-slice.mjs [folder]`
// fetches @octokit/openapi, 411 MB unpacked and so never a dependency, and writes __tests__/support/github/openapi.json.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sliceOf, textOf } from './openapi-slice.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const version = '23.0.2'
const inside = 'package/generated/api.github.com.json'

/** One line an operation that Drover uses, by GitHub's own name for it. */
const operations = [
  'actions/get-workflow-run',
  'actions/list-workflow-runs',
  'checks/create',
  'checks/get',
  'checks/list-annotations',
  'checks/list-for-ref',
  'checks/update',
  'issues/create',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/list-comments',
  'issues/list-for-repo',
  'issues/update',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'repos/compare-commits-with-basehead',
  'repos/create-deployment',
  'repos/create-deployment-status',
  'repos/delete-deployment',
  'repos/get',
  'repos/get-deployment',
  'repos/list-branches',
  'repos/list-branches-for-head-commit',
  'repos/list-deployment-statuses',
  'repos/list-deployments',
  'repos/list-pull-requests-associated-with-commit',
]

const folder = await mkdtemp(join(tmpdir(), 'drover-openapi-'))
try {
  const given = process.argv[2]
  const description = JSON.parse(await readFile(given === undefined ? fetched() : resolve(given, inside), 'utf8'))
  const slice = sliceOf(description, operations)
  await writeFile(
    join(root, '__tests__/support/github/openapi.json'),
    textOf({ from: `@octokit/openapi ${version}`, ...slice }),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** The path of the description, out of the package's archive. */
function fetched() {
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('npm', ['pack', '--silent', `@octokit/openapi@${version}`], options)
  execFileSync('tar', ['-xzf', `octokit-openapi-${version}.tgz`, inside], options)
  return join(folder, inside)
}
