import { presentFiles } from '../../src/deployment/present-files'
import { sourceFiles } from '../../src/deployment/source-files'
import { untrackedEntry, untrackedHash } from '../../src/resources/untracked'
import { temporaryFolder, writeFiles } from '../support/deployment-child'

const root = temporaryFolder()
const all = sourceFiles({ root, folder: root })
const present = presentFiles(all, root)
beforeAll(() => writeFiles(root, { 'one.txt': '1', 'site/index.html': 'x', 'empty/in/.git/x': '' }))

test('gives what is there as it lies there', () => {
  expect(present.file('one.txt')).toEqual(all.file('one.txt'))
  expect(present.tree('site', {})).toEqual(all.tree('site', {}))
})

test('marks what is not', () => {
  expect(present.file('two.txt')).toEqual({ hash: untrackedHash, executable: false })
  expect(present.tree('built', {})).toEqual([untrackedEntry])
})

test('what is there and can’t be delivered is a mistake all the same', () => {
  expect(() => present.tree('empty', {})).toThrow('there is nothing in')
  expect(() => present.tree('..', {})).toThrow('outside of the repository')
})
