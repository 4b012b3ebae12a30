import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from '../../src/deployment/source-files'
import { trackedFiles } from '../../src/deployment/tracked-files'
import { SourceError } from '../../src/resources/source'
import { untrackedEntry, untrackedHash } from '../../src/resources/untracked'
import { temporaryFolder, writeFiles } from '../support/deployment-child'

const root = temporaryFolder()
const folder = join(root, 'ops')
const git = (...words: readonly string[]) => execFileSync('git', ['-C', root, ...words])
const files = () => trackedFiles(sourceFiles({ root, folder }), { root, folder })

beforeAll(() => {
  writeFiles(root, {
    '.gitignore': 'made\nbuilt/\nhalf/*.o\n',
    'ops/site/index.html': 'x',
    'ops/site/deep/er/page.html': 'y',
    'ops/half/code.c': 'c',
    'ops/one.txt': '1',
  })
  git('init', '-q')
  git('add', '-A')
  writeFiles(root, {
    'ops/half/code.o': 'o',
    'ops/half/objects/code.o': 'o',
    'ops/loose/a': 'a',
    'ops/two.txt': '2',
    'ops/built/app.js': 'app',
  })
  mkdirSync(join(root, 'elsewhere'))
  symlinkSync('../ops/site', join(root, 'elsewhere/site'))
})

test('gives what git tracks as it lies there', async () => {
  const [tracked, all] = [await files(), sourceFiles({ root, folder })]
  expect(tracked.tree('site', {})).toEqual(all.tree('site', {}))
  expect(tracked.tree('../elsewhere/site', {})).toEqual(all.tree('site', {}))
  expect(tracked.file('one.txt')).toEqual(all.file('one.txt'))
})

test('marks what git does not track', async () => {
  const tracked = await files()
  expect(tracked.file('two.txt')).toEqual({ hash: untrackedHash, executable: false })
  expect(tracked.tree('loose', {})).toEqual([untrackedEntry])
  expect(tracked.tree('half', {}).map(({ path }) => path)).toEqual(['code.c', untrackedEntry.path])
})

test('leaves out what the deployment file itself leaves out', async () => {
  expect((await files()).tree('half', { exclude: ['*.o', 'objects'] }).map(({ path }) => path)).toEqual(['code.c'])
})

test('what git ignores need not be there; what it does not is a mistake as ever', async () => {
  const tracked = await files()
  expect(tracked.tree('built', {})).toEqual([untrackedEntry])
  expect(tracked.tree('made', {})).toEqual([untrackedEntry])
  expect(tracked.file('made')).toEqual({ hash: untrackedHash, executable: false })
  expect(() => tracked.tree('buitl', {})).toThrow(SourceError)
  expect(() => tracked.file('three.txt')).toThrow(SourceError)
})
