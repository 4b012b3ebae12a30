import { isOrphan } from '../../../src/environments/container/inspect'
import { rehearserOf, stageOfRehearser, thisProcess } from '../../../src/environments/container/rehearser'

test('the stage of a rehearsal names its process, and no other stage does', () => {
  expect(rehearserOf(stageOfRehearser({ pid: 12, started: '3456' }))).toEqual({ pid: 12, started: '3456' })
  for (const stage of [
    'production',
    'pr-12',
    'rehearsal',
    'rehearsal-1a2b3c4d',
    'rehearsal-2026-11',
    'rehearsal-p1-2-3',
  ])
    expect(rehearserOf(stage)).toBeNull()
})

const linux = process.platform === 'linux'

test('its containers are nobody’s when that process is gone', async () => {
  const own = await thisProcess()
  expect(own === undefined).toBe(!linux)
  if (own === undefined) return
  expect(await isOrphan({ owner: rehearserOf(stageOfRehearser(own)) })).toBe(false)
  expect(await isOrphan({ owner: { ...own, started: `${Number(own.started) - 1}` } })).toBe(true)
})
