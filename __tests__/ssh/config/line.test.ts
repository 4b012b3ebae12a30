import { readLines } from '../../../src/ssh/config/line'

const read = (text: string) => readLines(text, 'f').map(({ keyword, words, at }) => [at, keyword, ...words])

test.each([
  { name: 'words', text: 'Host a  b\tc', line: ['host', 'a', 'b', 'c'] },
  { name: 'an equals sign', text: ' Port=22', line: ['port', '22'] },
  { name: 'an equals sign with space', text: '\tPort = 22 ', line: ['port', '22'] },
  { name: 'an equals sign in the value', text: 'SetEnv A=b', line: ['setenv', 'A=b'] },
  { name: 'quotes', text: `IdentityFile "~/a b" 'c "d'`, line: ['identityfile', '~/a b', 'c "d'] },
  { name: 'a quote within a word', text: 'User a"b c"d', line: ['user', 'ab cd'] },
  { name: 'backslashes', text: `User a\\ b\\"c\\d\\\\`, line: ['user', 'a b"c\\d\\'] },
  { name: 'a comment behind', text: 'Port 22 # not 23', line: ['port', '22'] },
  { name: 'a # within a word', text: 'User a#b', line: ['user', 'a#b'] },
  { name: 'an end of line of Windows', text: 'Port 22\r', line: ['port', '22'] },
])('$name', ({ text, line }) => {
  expect(read(text)).toEqual([['f:1', ...line]])
})

test('comments and empty lines say nothing, and count', () => {
  expect(read('\n# Host a\n   #x\n\nPort 1\n')).toEqual([['f:5', 'port', '1']])
})

test.each([
  { text: '\nUser "a', says: 'f:2: a quote has no end' },
  { text: 'ForwardAgent\nHost x', says: 'f:1: “ForwardAgent” has no value' },
  { text: 'User # nobody', says: 'f:1: “User” has no value' },
])('$text', ({ text, says }) => {
  expect(() => read(text)).toThrow(says)
})
