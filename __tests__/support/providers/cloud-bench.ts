import type { EnvironmentContext, EnvironmentType } from '../../../src/environments/environment'
import { lostAnswer } from '../emulator/faults'
import { environmentContext } from '../environment-context'
import type { ToyCloud } from '../toy-cloud'
import type { ProviderEmulator } from './provider-emulator'
import { toyMachines } from './toy-machines'

/** A provider that is slow to show what it made. */
type Provider = ProviderEmulator & { readonly world: { lag: number } }

export interface Bench<Config, Account> {
  readonly type: EnvironmentType<Config, Account>
  /** The provider of one test. */
  readonly begin: () => Provider
  /** The size, region and image of the machine. */
  readonly declared: Readonly<Record<string, string>>
  /** What its interface's path begins with, where that is no part of the emulator's address. */
  readonly path?: string
  /** A size that may take the declared one's place. */
  readonly bigger: string
  /** The ids of what is there. */
  readonly there: () => readonly string[]
  /** The operations by which one machine is ordered, marked and removed. */
  readonly create: string
  readonly mark: string
  readonly remove: string
}

type Wish = Readonly<Record<string, unknown>>

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'

/**
 * An environment type before an emulator of its provider, a new one for each test of a file, with machines that obey their
 * first contact. What holds at every provider is tested here.
 */
export function cloudBench<Config extends Account, Account>({
  type,
  begin,
  path = '',
  bigger,
  there,
  create,
  mark,
  remove,
  ...bench
}: Bench<Config, Account>) {
  let provider = begin()
  let toy: ToyCloud = toyMachines(provider)
  beforeEach(async () => {
    provider = begin()
    await provider.start()
    toy = toyMachines(provider)
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    await provider.stop()
  })

  const declared = { token: { $secret: 'T' }, sshKeys: [key], ...bench.declared }
  const configOf = (wish: Wish = {}) => type.config.parse({ ...declared, api: `${provider.url}${path}`, ...wish })
  const contextOf = (other: Partial<EnvironmentContext> = {}) =>
    environmentContext({ connect: toy.connect, secret: () => `${provider.token}\n`, ...other })

  /** As a deployment does: the machine is looked for, planned, and made where it is not as it is declared. */
  async function run(wish: Wish = {}, other: Partial<EnvironmentContext> = {}) {
    const config = configOf(wish)
    const context = contextOf(other)
    const found = await type.find?.(config, context)
    const plan = found && (await type.plan?.(config, found, context))
    if (!found || !plan) throw new Error('no plan')
    const facts = plan.action === 'nothing' ? undefined : await type.realise?.(config, plan, context)
    // As a run does once it is deployed.
    if (facts) await type.retire?.(config, facts, context)
    return { found, plan, facts, config, context }
  }

  const orders = () => provider.asked.filter(what => what === create).length

  describe('as at every provider', () => {
    test('one machine though its answer is lost and the list lags', async () => {
      provider.world.lag = 3
      provider.faults.add(create, lostAnswer)
      const { facts } = await run()
      expect(there()).toEqual([facts?.id])
      expect(orders()).toBe(1)
    })

    test('one machine though two runs make it at once', async () => {
      const [one, other] = await Promise.all([run(), run()])
      expect(there()).toEqual([one.facts?.id])
      expect(other.facts).toEqual(one.facts)
    })

    test('of an account alone, all that was made there is shown and destroyed', async () => {
      const { facts } = await run({}, { stage: 'pr-1' })
      const context = contextOf()
      const written = { token: declared.token, api: `${provider.url}${path}` }
      expect(type.accountConfig?.safeParse({ ...written, size: bigger }).success).toBe(false)
      const account = type.accountConfig?.parse(written)
      if (account === undefined) throw new Error('there is no account alone')
      expect(type.account?.(account)).toBe(type.account?.(configOf()))
      const owned = (await type.list?.(account, context)) ?? []
      expect(owned).toMatchObject([
        { id: facts?.id, stage: 'pr-1', machine: 'web', price: { currency: expect.any(String) } },
      ])
      for (const one of owned) await type.discard?.(account, one, context)
      expect(there()).toEqual([])
    })

    test('somebody else’s machine of the name is refused', async () => {
      await run({ name: 'web-1' }, { deployment: 'another' })
      await expect(run({ name: 'web-1' })).rejects.toMatchObject({ failure: { code: 'foreign-machine' } })
      expect(there()).toHaveLength(1)
    })

    test('a changed size is a new machine before the old one goes, where that is asked for', async () => {
      const { facts: old } = await run()
      await expect(run({ size: bigger })).rejects.toThrow(/replace: true/)
      const { plan, facts } = await run({ size: bigger, replace: true })
      expect(plan).toMatchObject({ changes: [`size: ${bench.declared.size} → ${bigger}`] })
      expect(facts?.id).not.toBe(old?.id)
      expect(there()).toEqual([facts?.id])
      const [removed] = provider.asked.flatMap((what, at) => (what === remove ? [at] : []))
      expect(removed).toBeGreaterThan(provider.asked.lastIndexOf(mark))
    })
  })

  /** What is wrong with a configuration, a line each. */
  const mistakes = (wish: Wish) =>
    type.config.safeParse({ ...declared, ...wish }).error?.issues.map(({ path, message }) => `${path}: ${message}`) ??
    []

  return { run, configOf, contextOf, orders, mistakes }
}
