import { type FirstContact, firstContact, newFirstKeys } from '../../../src/environments/cloud/first-contact'
import { newKeyPair } from '../../../src/environments/key-pair'
import { DroverError, type Failure } from '../../../src/failure'
import { fingerprint, keyOfText } from '../../../src/ssh/public-key'
import type { Answer, Connect, SshEndpoint } from '../../../src/target/target'

const keys = newFirstKeys()
const made = newKeyPair()

const refused: Failure = {
  code: 'machine-unreachable',
  host: 'h',
  port: 22,
  attempts: 1,
  message: 'connection refused',
}
const otherKey = { code: 'host-key-refused', host: 'h', port: 22, reason: 'differs' } as const
const noLogin: Failure = { code: 'authentication-failed', host: 'h', user: 'root', offered: [], allowed: [] }
const lost: Failure = { code: 'connection-lost', host: 'h', message: 'it reboots' }

interface Machine {
  /** What connecting fails with, one attempt after another, before it works. */
  readonly before?: readonly Failure[]
  readonly answers?: Readonly<Record<string, (Partial<Answer> | Failure)[]>>
}

/** A machine that makes `made`, and all that is done with it, in order. */
async function meeting({ before = [], answers = {} }: Machine, other: Partial<FirstContact> = {}) {
  const done: string[] = []
  const endpoints: SshEndpoint[] = []
  const failures = [...before]
  const connect: Connect = async endpoint => {
    endpoints.push(endpoint)
    const failure = failures.shift()
    if (failure) throw new DroverError(failure)
    return {
      run: async ({ what }) => {
        done.push(what)
        const answer = answers[what]?.shift() ?? {}
        if ('code' in answer) throw new DroverError(answer)
        const stdout = what === 'make a host key' ? `${(await made).public}\n` : ''
        return { exit: 0, stdout, stderr: '', ...answer }
      },
      close: async () => void done.push('close'),
    }
  }
  const contact = firstContact({
    environment: 'hetzner',
    endpoint: { host: 'h', port: 22 },
    keys: await keys,
    connect,
    progress: () => {},
    signal: new AbortController().signal,
    record: async print => void done.push(`record ${print}`),
    everyMs: 1,
    ...other,
  })
  return { result: await contact.catch((error: unknown) => error), done, endpoints }
}

const print = async () => {
  const [type = '', base64 = ''] = (await made).public.split(' ')
  return fingerprint(keyOfText(type, base64)?.blob ?? Buffer.of())
}

test('records the machine’s own key before it takes over, and answers with it', async () => {
  const { result, done, endpoints } = await meeting({})
  expect(result).toBe(await print())
  expect(done).toEqual([
    'wait for cloud-init',
    'make a host key',
    `record ${await print()}`,
    'take the host key over',
    'close',
  ])
  const { hostKey, login } = await keys
  expect(endpoints).toEqual([
    {
      host: 'h',
      port: 22,
      user: 'root',
      hostKeys: [hostKey.public],
      identities: [login.private],
      limits: { command: 900 },
    },
  ])
})

test('waits while the machine boots, whatever answers meanwhile', async () => {
  const { result, endpoints } = await meeting({ before: [refused, otherKey, noLogin, lost] })
  expect(result).toBe(await print())
  expect(endpoints).toHaveLength(5)
})

test('connects again where cloud-init reboots the machine', async () => {
  const { result, done } = await meeting({ answers: { 'wait for cloud-init': [lost] } })
  expect(result).toBe(await print())
  expect(done.slice(0, 3)).toEqual(['wait for cloud-init', 'close', 'wait for cloud-init'])
})

test('gives up at its deadline, with what was said last', async () => {
  const { result } = await meeting({ before: [refused, otherKey, otherKey] }, { seconds: 0 })
  expect(result).toMatchObject({ failure: { code: 'environment-failed', environment: 'hetzner' } })
  expect(String(result)).toMatch(/the new machine at h did not let in within 0 s: connection refused/)
})

test.each<{ readonly name: string; readonly failure: Failure }>([
  { name: 'the run is told to end', failure: { code: 'cancelled' } },
  { name: 'known_hosts knows another key', failure: { ...otherKey, reason: 'contradicts-known-hosts' } },
])('does not wait where no waiting helps: $name', async ({ failure }) => {
  const { result, endpoints } = await meeting({ before: [failure] })
  expect(result).toMatchObject({ failure })
  expect(endpoints).toHaveLength(1)
})

test('ends where it is cancelled while it waits', async () => {
  const { result } = await meeting({ before: [refused] }, { signal: AbortSignal.abort(), everyMs: 60_000 })
  expect(result).toMatchObject({ failure: { code: 'cancelled' } })
})

test.each([
  {
    name: 'it can’t make a key',
    answers: { 'make a host key': [{ exit: 1, stderr: 'no ssh-keygen' }] },
    says: /make a host key: exit code 1: no ssh-keygen/,
  },
  {
    name: 'what it made is no key',
    answers: { 'make a host key': [{ stdout: 'ssh-ed25519 AAAA' }] },
    says: /no public key .*“ssh-ed25519 AAAA”/,
  },
])('records nothing where $name', async ({ answers, says }) => {
  const { result, done } = await meeting({ answers })
  expect(String(result)).toMatch(says)
  expect(done.some(what => what.startsWith('record') || what === 'take the host key over')).toBe(false)
  expect(done.at(-1)).toBe('close')
})

test('nothing takes over where it could not be recorded', async () => {
  const record = () => Promise.reject(new Error('the provider is away'))
  const { result, done } = await meeting({}, { record })
  expect(String(result)).toContain('the provider is away')
  expect(done).not.toContain('take the host key over')
})
