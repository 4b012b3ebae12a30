import { until } from '../../../src/environments/cloud/wait'

const waiting = {
  environment: 'hetzner',
  what: 'the server',
  pace: { firstMs: 1, mostMs: 2 },
  signal: new AbortController().signal,
}

test('looks until it is there, and says once what it waits for', async () => {
  const said: string[] = []
  const looks = ['off', 'starting']
  const look = async () => {
    const still = looks.shift()
    return still === undefined ? { done: 42 } : { still }
  }
  expect(await until({ ...waiting, seconds: 9, progress: line => void said.push(line), look })).toBe(42)
  expect(said).toEqual(['waiting for the server: off'])
})

test('ends at its deadline, with how far it was', async () => {
  const look = async () => ({ still: 'starting' })
  await expect(until({ ...waiting, seconds: 0.02, progress: () => {}, look })).rejects.toMatchObject({
    failure: { code: 'environment-failed', message: 'the server took longer than 0 s; at last it was: starting' },
  })
})

test('ends where the run does', async () => {
  const look = async () => ({ still: 'starting' })
  const ended = until({ ...waiting, signal: AbortSignal.abort(), seconds: 9, progress: () => {}, look })
  await expect(ended).rejects.toMatchObject({ failure: { code: 'cancelled' } })
})
