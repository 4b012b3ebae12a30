import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workingDirectory } from '../../src/commands/working-directory'

const folder = mkdtempSync(join(tmpdir(), 'drover-workspace-'))
const workspace = join(folder, 'workspace')
mkdirSync(join(workspace, 'ops'), { recursive: true })
symlinkSync('..', join(workspace, 'out'))
symlinkSync('ops', join(workspace, 'in'))
symlinkSync('workspace', join(folder, 'link'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  { asked: '.', gives: workspace },
  { asked: 'ops', gives: join(workspace, 'ops') },
  { asked: 'in', gives: join(workspace, 'in') },
  { asked: 'missing', gives: join(workspace, 'missing') },
  { asked: 'ops/..', gives: workspace },
])('takes $asked', ({ asked, gives }) => {
  expect(workingDirectory(workspace, asked)).toEqual({ folder: gives, failures: [] })
})

test('takes a workspace that is reached by a link', () => {
  expect(workingDirectory(join(folder, 'link'), 'ops').failures).toEqual([])
})

test.each(['..', '/etc', 'out', '../workspace-2'])('refuses %s', asked => {
  expect(workingDirectory(workspace, asked).failures).toEqual([
    {
      code: 'bad-input',
      input: 'working-directory',
      message: `“${asked}” lies outside of the workspace ${workspace}; expected a folder in it, as actions/checkout made it.`,
    },
  ])
})

test('has no bound where there is no workspace', () => {
  expect(workingDirectory(undefined, '/etc')).toEqual({ folder: '/etc', failures: [] })
})
