import { readPlaces } from '../../../src/engine/observe/trail'

test('says when a place was changed, and who was at work before', () => {
  const answer = `at 1764255600 1764255600 /etc/motd
near 1764255590 sudo anna
near 1764255595 sudo anna
near 1764255500 login root 192.0.2.7
near 1764255580 su root anna
`
  expect(readPlaces(answer)).toEqual([
    '/etc/motd was changed last at 2025-11-27T15:00:00Z',
    'in the journal, in the ten minutes before: sudo by anna at 2025-11-27T14:59:55Z; ' +
      'login of root from 192.0.2.7 at 2025-11-27T14:58:20Z; su from anna to root at 2025-11-27T14:59:40Z',
  ])
})

test('tells a forged or kept time of the contents apart, and what is gone', () => {
  expect(readPlaces('at 1764255600 1000000000 /etc/a b\ngone 1764255600 /etc /etc/c\n')).toEqual([
    '/etc/a b was changed last at 2025-11-27T15:00:00Z (what is in it: 2001-09-09T01:46:40Z)',
    '/etc/c is gone; its folder /etc was changed last at 2025-11-27T15:00:00Z',
  ])
})

test('tells nothing of what it does not know', () => {
  expect(readPlaces('')).toEqual([])
  expect(readPlaces('at x y /etc/motd\nnear 1 sudo\nnear 2 reboot anna\n')).toEqual([])
})
