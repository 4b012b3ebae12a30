import { isMarkTag, marksInTags, markTags } from '../../../src/environments/cloud/tags'

test('marks are written as tags and read from them; the user’s own are none', () => {
  const labels = { id: 'abc', state: 'ready', 'host-key-2': 'ff' }
  const tags = markTags(labels)
  expect(tags).toEqual(['drover:id:abc', 'drover:state:ready', 'drover:host-key-2:ff'])
  expect(marksInTags(['team:web', ...tags, 'drover', 'drover:odd'])).toEqual(labels)
  expect(['team:web', 'drover', 'drover:id:x'].map(isMarkTag)).toEqual([false, false, true])
})

test.each([
  { name: 'a machine with two states is not ready', tags: ['ready', 'provisioning'], state: 'provisioning' },
  { name: 'whatever stands first', tags: ['provisioning', 'ready'], state: 'provisioning' },
  { name: 'the same state twice is one', tags: ['ready', 'ready'], state: 'ready' },
])('$name', ({ tags, state }) => {
  expect(marksInTags(tags.map(tag => `drover:state:${tag}`))).toEqual({ state })
})

test('of another key that stands there twice neither value counts', () => {
  expect(marksInTags(['drover:host-key:aa', 'drover:host-key:bb', 'drover:run:1'])).toEqual({ run: '1' })
})
