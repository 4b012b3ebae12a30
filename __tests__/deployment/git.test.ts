import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { headOf } from '../../src/deployment/git'
import { temporaryFolder, writeFiles } from '../support/deployment-child'

const folder = temporaryFolder()
const root = join(folder, 'repository')
const run = (...words: readonly string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { encoding: 'utf8' }).trim()

test('tells the commit, the branch, and whether the files are as the commit has them', async () => {
  writeFiles(root, { 'ops/deploy.ts': '1', '.gitignore': 'built' })
  expect(await headOf(root)).toEqual({})
  run('init', '-q', '-b', 'main')
  expect(await headOf(root)).toEqual({})
  run('add', '-A')
  run('commit', '-qm', 'x')
  const sha = run('rev-parse', 'HEAD')
  writeFiles(root, { built: 'x' })
  expect(await headOf(join(root, 'ops'))).toEqual({ sha, ref: 'refs/heads/main' })
  writeFiles(root, { 'ops/more.ts': '' })
  expect(await headOf(root)).toEqual({ sha, ref: 'refs/heads/main', dirty: true })
  run('add', '-A')
  run('commit', '-qm', 'y')
  run('checkout', '-q', sha)
  writeFiles(root, { 'ops/deploy.ts': '2' })
  expect(await headOf(root)).toEqual({ sha, dirty: true })
  expect(await headOf(join(folder, 'nowhere'))).toEqual({})
})
