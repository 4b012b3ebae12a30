import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { clearTreeFolders, newTreeFolder } from '../../src/deployment/tree-folder'

const linux = process.platform === 'linux'
const root = mkdtempSync(join(tmpdir(), 'drover-trees-'))
afterAll(() => rmSync(root, { recursive: true }))

test('the work tree of a process that was killed is removed and forgotten, and that of a living one is not', async () => {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { encoding: 'utf8' })
  git('init', '-q')
  git('commit', '-q', '--allow-empty', '-m', 'x')
  const own = await newTreeFolder()
  const [pid, started] = [process.pid, `${Number(/-p\d+-(\d+)-/.exec(basename(own))?.[1]) - 1}`]
  // The same process id, of a process that began before and is gone.
  const left = join(tmpdir(), `drover-commit-p${pid}-${linux ? started : 1}-abcdef`)
  mkdirSync(left)
  for (const folder of [own, left]) git('worktree', 'add', '-q', '--detach', join(folder, 'tree'), 'HEAD')
  try {
    await clearTreeFolders(root)
    expect([existsSync(own), existsSync(left)]).toEqual([true, false])
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(2)
  } finally {
    for (const folder of [own, left]) rmSync(folder, { recursive: true, force: true })
  }
})
