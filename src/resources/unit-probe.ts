/** What systemd is asked of each unit. It answers in an order of its own. */
export const unitProperties = [
  'Id',
  'LoadState',
  'ActiveState',
  'UnitFileState',
  'NeedDaemonReload',
  'Type',
  'RemainAfterExit',
  'Result',
  'NRestarts',
  'ActiveEnterTimestampMonotonic',
] as const

/** What a machine said of a unit, in systemd's words. */
export interface UnitSeen {
  /** `loaded`, `not-found`, `masked`, `bad-setting` … */
  readonly load: string
  /** `active`, `inactive`, `failed`, `activating` … */
  readonly active: string
  /** `enabled`, `disabled`, `static` …; empty where there is no file. */
  readonly file: string
  readonly needsReload: boolean
  /** A socket listens for it; known only of what may be started so (`onDemand`). */
  readonly socket?: true
  /** It does its work and ends: being inactive is no fault of it. */
  readonly runsOnce: boolean
  /** How it last ended; `success` also where it never ran. */
  readonly result: string
  /** Where systemd had to start it again by itself: seconds since it last did. */
  readonly restarted?: number
  /** Hashes of what it was last started, and last reloaded, with; absent where Drover did neither. */
  readonly with?: { readonly restart: string; readonly reload: string }
}

/** Blocks of `systemctl show` come in the order in which it was asked. Where one is missing, nothing is known. */
export function readUnits(answer: string): ReadonlyMap<string, UnitSeen> {
  const all = answer.split('\n')
  const said = (word: string) =>
    all.flatMap(line => (line.startsWith(`unit ${word} `) ? [line.slice(word.length + 6)] : []))
  const names = said('ask')
  const blocks = all
    .slice(all.indexOf('unit shown') + 1, all.indexOf('unit told'))
    .join('\n')
    .split('\n\n')
  if (!all.includes('unit end') || blocks.length !== names.length) return new Map()
  const hashes = new Map(
    said('with').map(line => {
      const [name = '', restart = '', reload = ''] = line.split(' ')
      return [name, { restart, reload }] as const
    }),
  )
  const [now = ''] = said('now')
  const sockets = new Set(said('socket'))
  return new Map(
    names.flatMap((name, index) => {
      const properties = new Map(
        (blocks[index] ?? '')
          .split('\n')
          .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      )
      const load = properties.get('LoadState')
      const active = properties.get('ActiveState')
      const file = properties.get('UnitFileState')
      if (load === undefined || active === undefined || file === undefined) return []
      const hash = hashes.get(name)
      const seen: UnitSeen = {
        load,
        active,
        file,
        needsReload: properties.get('NeedDaemonReload') === 'yes',
        runsOnce: properties.get('Type') === 'oneshot' && properties.get('RemainAfterExit') === 'no',
        result: properties.get('Result') ?? 'success',
        ...(Number(properties.get('NRestarts') ?? 0) > 0 && {
          restarted: Number(now) - Number(properties.get('ActiveEnterTimestampMonotonic')) / 1e6,
        }),
        ...(hash && { with: hash }),
        ...(sockets.has(name) && { socket: true as const }),
      }
      return [[`unit:${name}`, seen] as const]
    }),
  )
}
