import { ToyCloud } from '../toy-cloud'
import type { ProviderEmulator } from './provider-emulator'

/**
 * What an emulator makes from now on shows the first host key of its user data, and obeys its first contact, by the `connect`
 * of what comes back; nothing is booted.
 */
export function toyMachines(emulator: ProviderEmulator): ToyCloud {
  const toy = new ToyCloud()
  emulator.onCreate = async ({ id }, userData) => {
    const [, hostKey = ''] = /ed25519_public: (\S+ \S+)/.exec(userData) ?? []
    const address = `192.0.2.${id % 250}`
    toy.add({ name: String(id), hostKey, addresses: { ipv4: address } })
    return address
  }
  return toy
}

/** Lets half a minute pass with each request, for what waits long; it ends with the test's mocks. */
export function hurry(emulator: ProviderEmulator): void {
  const real = performance.now.bind(performance)
  const from = emulator.now
  jest.spyOn(performance, 'now').mockImplementation(() => real() + (emulator.now - from) * 30_000)
}
