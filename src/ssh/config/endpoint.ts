import { userInfo } from 'node:os'
import type { HostSettings, Jump, SshEndpoint } from '../../target/target'
import { type Declared, endpointOf } from '../declared'
import { expand, home, inHome, type Tokens, tokensOf } from './expand'
import { type Line, misread } from './line'
import { hostNameIn, lookUp, type Settings } from './look-up'
import { type Hop, hopsOf } from './proxy-jump'
import { refuse } from './refusals'
import { portOf, secondsOf } from './values'

/**
 * How to get to a machine by an ssh_config: as `ssh HOST` would, with what is declared in the place of what the file says.
 *
 * @throws DroverError `bad-input` with file and line for what can't be followed
 */
export async function endpointBy(file: string, declared: Declared): Promise<SshEndpoint> {
  const { host: alias, ports, user, jumps } = declared
  const asked = { alias, user, port: ports?.[0] }
  const { limits, settings, ...place } = await placeOf(file, asked, jumps, [alias])
  const way = endpointOf({ ...declared, ...place, ports: ports ?? [place.port] })
  return { ...way, settings, limits: { ...limits, ...declared.limits } }
}

type Place = Omit<Jump, 'hostKeys'> & { readonly settings: HostSettings; readonly jumps: readonly Jump[] }

/** `seen` are the hosts on the way so far, which must not come again. */
async function placeOf(
  file: string,
  { alias, user, port }: Hop,
  declared: readonly Jump[] | undefined,
  seen: readonly string[],
): Promise<Place> {
  const localUser = userInfo().username
  const all = await lookUp(file, { alias, user, localUser })
  const settings: Settings = declared ? new Map([...all].filter(([keyword]) => keyword !== 'proxy')) : all
  refuse(settings)
  const first = (keyword: string) => settings.get(keyword)?.[0]
  const host = hostNameIn(settings, alias)
  const place = {
    host,
    port: port ?? portOf(first('port')) ?? 22,
    user: user ?? first('user')?.words[0] ?? 'root',
  }
  const tokens = tokensOf({ h: host, n: alias, p: String(place.port), r: place.user, u: localUser, d: home() })
  const connect = secondsOf(first('connecttimeout'))
  return {
    ...place,
    settings: hostSettings(settings, tokens),
    ...(connect !== undefined && { limits: { connect } }),
    jumps: declared ?? (await jumpsBy(file, first('proxy'), tokens, seen)),
  }
}

/** Each host on the way by its own settings; the first may have others before it, and the next are reached by it. */
async function jumpsBy(
  file: string,
  line: Line | undefined,
  tokens: Tokens,
  seen: readonly string[],
): Promise<readonly Jump[]> {
  if (line === undefined) return []
  const hops = hopsOf(line, tokens)
  const jumps: Jump[] = []
  for (const [index, hop] of hops.entries()) {
    const names = [...seen, hop.alias]
    if (seen.includes(hop.alias)) throw misread(line.at, `the way goes in a circle: ${names.join(', ')}`)
    const { jumps: before, ...place } = await placeOf(file, hop, index === 0 ? undefined : [], names)
    jumps.push(...before, { ...place, hostKeys: [] })
  }
  return jumps
}

const usersFiles = ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']
const hostsFiles = ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']

function hostSettings(settings: Settings, tokens: Tokens): HostSettings {
  const first = (keyword: string) => settings.get(keyword)?.[0]
  const pathsIn = ({ words, at }: Line) =>
    words.filter(word => word.toLowerCase() !== 'none').map(word => inHome(expand(word, tokens, at)))
  const files = (keyword: string, otherwise: readonly string[]) => {
    const line = first(keyword)
    return line ? pathsIn(line) : otherwise.map(inHome)
  }
  const keys = settings.get('identityfile')?.flatMap(pathsIn)
  const alias = first('hostkeyalias')
  const family = first('addressfamily')?.words[0]?.toLowerCase()
  const agent = first('identityagent')
  return {
    knownHostsFiles: [...files('userknownhostsfile', usersFiles), ...files('globalknownhostsfile', hostsFiles)],
    ...(alias && { knownAs: expand(alias.words[0] ?? '', tokens, alias.at) }),
    ...(keys && { identityFiles: keys }),
    ...(/^yes$/i.test(first('identitiesonly')?.words[0] ?? '') && { identitiesOnly: true }),
    ...(agent && agent.words[0] !== 'SSH_AUTH_SOCK' && { agent: agentIn(agent, pathsIn) }),
    ...(family === 'inet' && { family: 4 }),
    ...(family === 'inet6' && { family: 6 }),
  }
}

/** A path, a variable that has one (`$NAME`), or none at all. */
function agentIn(line: Line, pathsIn: (line: Line) => readonly string[]): string | false {
  const named = /^\$(\w+)$/.exec(line.words[0] ?? '')?.[1]
  return (named === undefined ? pathsIn(line)[0] : process.env[named]) ?? false
}
