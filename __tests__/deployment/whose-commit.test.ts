import { execFileSync } from 'node:child_process'
import { checkedOut, whoseCommit } from '../../src/deployment/whose-commit'
import { temporaryFolder, writeFiles } from '../support/deployment-child'

const folder = temporaryFolder()
const head = 'a'.repeat(40)
const parents = ['b'.repeat(40), 'c'.repeat(40)]

test.each([
  { name: 'a push to a branch', ref: 'refs/heads/main', sha: head, whose: 'own' },
  { name: 'a tag', ref: 'refs/tags/v1', sha: head, whose: 'own' },
  { name: 'GitHub’s merge of a pull request', ref: 'refs/pull/7/merge', sha: head, whose: { ask: parents[1] } },
  { name: 'a pull request’s head', ref: 'refs/pull/7/head', sha: head, whose: { ask: head } },
  // pull_request_target, workflow_run, issue_comment: the run is of the base, and something else was checked out.
  { name: 'another commit than the run’s', ref: 'refs/heads/main', sha: 'd'.repeat(40), whose: { ask: head } },
  { name: 'a merge that the run is not of', ref: 'refs/pull/7/merge', sha: 'd'.repeat(40), whose: { ask: head } },
  { name: 'no ref', ref: '', sha: head, whose: { ask: head } },
  {
    name: 'a pull request of the repository',
    ref: 'refs/heads/main',
    sha: 'd'.repeat(40),
    ownHead: head,
    whose: 'own',
  },
  { name: 'GitHub’s merge of it', ref: 'refs/pull/7/merge', sha: head, ownHead: parents[1], whose: 'own' },
  { name: 'another one', ref: 'refs/heads/main', sha: 'd'.repeat(40), ownHead: 'e'.repeat(40), whose: { ask: head } },
])('of $name', ({ ref, sha, ownHead, whose }) => {
  expect(whoseCommit({ head, parents, sha, ref, ownHead })).toEqual(whose)
})

test('a merge that was made by no pull request is asked for itself', () => {
  expect(whoseCommit({ head, parents: [parents[0] ?? ''], sha: head, ref: 'refs/pull/7/merge' })).toEqual({ ask: head })
})

test('reads what is checked out, also in a clone that has one commit alone', async () => {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], {
      encoding: 'utf8',
    }).trim()
  expect(await checkedOut(folder)).toBeUndefined()
  git('init', '-q', '-b', 'main')
  writeFiles(folder, { a: '1' })
  git('add', '-A')
  git('commit', '-qm', 'one')
  git('checkout', '-qb', 'side')
  git('commit', '-qm', 'two', '--allow-empty')
  git('checkout', '-q', 'main')
  git('commit', '-qm', 'three', '--allow-empty', '-m', 'parent 0123')
  git('merge', '-q', '--no-ff', '-m', 'merged', 'side')
  const clone = `${folder}/clone`
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${folder}`, clone])
  expect(await checkedOut(clone)).toEqual({
    head: git('rev-parse', 'HEAD'),
    parents: [git('rev-parse', 'HEAD^1'), git('rev-parse', 'HEAD^2')],
  })
})
