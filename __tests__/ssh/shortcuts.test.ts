import { KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { ssh2 } from '../../src/ssh/library'
import { takeShortcuts } from '../../src/ssh/shortcuts'
import { makeKey } from './keys'

const hostKey = makeKey('ed25519')

/** Logs in with one key at a server that lets everybody in who signs, with a cipher of each sort. */
async function loggedIn(type: string, cipher: 'aes128-gcm@openssh.com' | 'aes128-ctr') {
  const { Client, Server, utils } = await ssh2()
  const key = utils.parseKey(makeKey(type).secret)
  if (key instanceof Error) throw key
  const asked: string[] = []
  const server = new Server({ hostKeys: [hostKey.secret] }, connection => {
    connection.on('error', () => {})
    connection.on('authentication', context => {
      if (context.method !== 'publickey') return context.reject(['publickey'])
      asked.push(context.signature ? 'signed' : 'question')
      const { blob, signature, hashAlgo } = context
      if (signature && !(blob && key.verify(blob, signature, hashAlgo))) return context.reject()
      context.accept()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound: unknown = server.address()
  const port = typeof bound === 'object' && bound !== null ? Number(Reflect.get(bound, 'port')) : 0
  const client = new Client()
  client.connect({
    host: '127.0.0.1',
    port,
    username: 'root',
    algorithms: { cipher: [cipher] },
    authHandler: () => ({ type: 'publickey', username: 'root', key }),
  })
  takeShortcuts(client, key)
  await once(client, 'ready')
  const inside = (...names: readonly string[]) =>
    names.reduce<unknown>((of, name) => (typeof of === 'object' && of ? Reflect.get(of, name) : undefined), client)
  const keys = ['_cipher._encKey', '_cipher._macKey', '_decipher._decipherKey', '_decipher._macKey']
    .map(name => inside('_protocol', ...name.split('.')))
    .filter(Boolean)
  client.end()
  await once(client, 'close')
  server.close()
  return { asked, keys }
}

test('the only key is signed with at once', async () => {
  expect((await loggedIn('ed25519', 'aes128-gcm@openssh.com')).asked).toEqual(['signed'])
  expect((await loggedIn('ecdsa', 'aes128-ctr')).asked).toEqual(['signed'])
})

test('with which hash an RSA key has to sign is first heard from the server', async () => {
  expect((await loggedIn('rsa', 'aes128-gcm@openssh.com')).asked).toEqual(['question', 'signed'])
})

// Fails where another version of ssh2 keeps them elsewhere: the shortcut does nothing then.
test.each(['aes128-gcm@openssh.com', 'aes128-ctr'] as const)('the keys of %s are objects', async cipher => {
  const { keys } = await loggedIn('ed25519', cipher)
  expect(keys).toHaveLength(2)
  for (const key of keys) expect(key).toBeInstanceOf(KeyObject)
})
