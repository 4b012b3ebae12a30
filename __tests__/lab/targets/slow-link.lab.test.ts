import { createServer, type Server, type Socket, connect as tcp } from 'node:net'
import { connectSsh } from '../../../src/ssh/connection'
import { sh } from '../../../src/target/script'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

jest.setTimeout(120_000)

let machine: LabMachine
let link: SlowLink
beforeAll(async () => {
  machine = await labMachine()
  link = await slowLink(machine.address, 22)
}, 300_000)
afterAll(async () => {
  await link?.close()
  await machine?.destroy()
})

interface SlowLink {
  readonly port: number
  /** How often something came back behind something that was sent: what waited for what. */
  turns: number
  connections: number
  /** Milliseconds that the link holds everything back, from the next byte on. */
  stall: number
  close(): Promise<void>
}

const oneWay = 50

/** A link to a server on which each byte takes 50 ms in each direction, in order, and that can stall altogether. */
async function slowLink(host: string, port: number): Promise<SlowLink> {
  const open = new Set<Socket>()
  let held = 0
  const hold = (): number => {
    if (link.stall > 0) held = Math.max(held, Date.now() + link.stall)
    link.stall = 0
    return Math.max(oneWay, held - Date.now() + oneWay)
  }
  const pump = (from: Socket, to: Socket, onData: () => void) => {
    let last = Promise.resolve()
    const later = (act: () => void) => {
      const due = Date.now() + hold()
      last = last
        .then(() => new Promise<void>(resolve => void setTimeout(resolve, Math.max(0, due - Date.now()))))
        .then(act)
    }
    from.on('data', bytes => {
      onData()
      later(() => to.writable && to.write(bytes))
    })
    from.on('close', () => later(() => to.destroy()))
    from.on('error', () => {})
  }
  const server: Server = createServer(client => {
    link.connections++
    const far = tcp({ host, port, noDelay: true })
    for (const socket of [client, far]) open.add(socket.setNoDelay(true))
    let sent = false
    pump(client, far, () => {
      sent = true
    })
    pump(far, client, () => {
      if (sent) link.turns++
      sent = false
    })
  })
  const link: SlowLink = {
    port: 0,
    turns: 0,
    connections: 0,
    stall: 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return Object.assign(link, { port: typeof address === 'object' && address ? address.port : 0 })
}

const member = (content: string) => [
  {
    name: 'm',
    endpoint: { ...machine.endpoint, host: '127.0.0.1', port: link.port },
    resources: [
      ...Array.from({ length: 12 }, (_, n) =>
        resourceOf('file', { path: `/srv/far/${n}`, content: `${content} ${n}\n` }),
      ),
      resourceOf('hook', { name: 'slow', run: 'sleep 1', on: ['file:/srv/far/0'] }),
      // More than a window's worth.
      resourceOf('file', { path: '/srv/far/big', content: content.repeat(2 ** 20) }),
    ],
  },
]

/** How long a run takes, how many commands it gives, and what it took of the link. */
async function measured(content: string) {
  Object.assign(link, { turns: 0, connections: 0 })
  const began = performance.now()
  let commands = 0

  const end = await labRun('deploy', member(content), {
    connect: async endpoint => {
      const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
      return {
        ...target,
        run: request => {
          commands++
          return target.run(request)
        },
      }
    },
  })
  const { turns, connections } = link
  return { ...end, commands, turns, connections, seconds: (performance.now() - began) / 1000 }
}

test('the latency is really there', async () => {
  const endpoint = { ...machine.endpoint, host: '127.0.0.1', port: link.port }
  const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
  await target.run({ what: 'warm', script: sh`:` })
  const began = performance.now()
  await target.run({ what: 'look', script: sh`:` })
  expect(performance.now() - began).toBeGreaterThanOrEqual(2 * oneWay)
  await target.close()
}, 30_000)

test('over 100 ms of round trip: a deployment is a few commands, and an up-to-date machine is one connection and one', async () => {
  const first = await measured('a')
  expect(first.outcome).toBe('changed')
  // One to carry it out, one to see that the machine still lets us in.
  expect(first.connections).toBe(2)
  expect(first.commands).toBeLessThanOrEqual(5)

  const again = await measured('a')
  expect(again).toMatchObject({ outcome: 'unchanged', connections: 1, commands: 1 })
  // Greeting, keys, host key, service, login, channel, command: what logging in takes, and no more than that.
  expect(again.turns).toBeLessThanOrEqual(10)
  expect((await machine.exec('journalctl --no-pager -t sshd | grep -c "Accepted publickey"')).stdout).toBe('4\n')
}, 60_000)

test('a link that stalls for seconds, now and again, only takes longer', async () => {
  const stalls = setInterval(() => {
    link.stall = 1500
  }, 2500)
  try {
    expect(await measured('b')).toMatchObject({ outcome: 'changed', connections: 2 })
  } finally {
    clearInterval(stalls)
  }
  expect((await machine.exec('cat /srv/far/11; head -c 3 /srv/far/big')).stdout).toBe('b 11\nbbb')
}, 60_000)
