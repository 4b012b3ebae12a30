import { checkProgram } from '../target/runtime'
import { lines, type Script, sh } from '../target/script'
import { type Check, checkSchema, nameOf } from './check-schema'
import { resourceKind } from './kind'

export interface CheckSeen {
  /** It was tried once and was well. One that was not tried, or failed, has to be tried in earnest. */
  readonly well: boolean
  /** What https needs is on the machine. */
  readonly https: boolean
}

const timing = ({ retries = 10, interval = 2, timeout = 5 }: Check) => ({ retries, interval, timeout })

/**
 * A health check. It has no place on the machine and no step: it is part of what a generation wants, so that going back to one
 * means to be well by that generation's own checks.
 */
export const checkKind = resourceKind<Check, CheckSeen>({
  name: 'check',
  rank: 100,
  schema: checkSchema,
  shared: true,
  // Kept with it: what it asks reads otherwise once a reference in it is known.
  prepare: check => ({ ...check, name: nameOf(check) }),
  id: check => `check:${nameOf(check)}`,
  claims: () => [],
  changesNothing: true,
  needsRoom: () => false,
  // A single try, and only where nothing is to become another: what is not deployed yet can't answer, and need not be waited for.
  probe: checks => sh`if [ "$drover_same" = yes ]; then
${withProgram(checks.flatMap(check => once(check)))}
fi
${checks.some(usesTls) ? sh`command -v curl openssl >/dev/null || echo 'check no https'` : sh`:`}
printf 'check asked %s\n' ${checks.map(nameOf)}`,
  read: answer => {
    const said = answer.split('\n')
    const https = !said.includes('check no https')
    const well = new Set(said.flatMap(line => (line.startsWith('check well ') ? [line.slice(11)] : [])))
    return new Map(
      said.flatMap(line => {
        const name = line.startsWith('check asked ') ? line.slice(12) : undefined
        return name === undefined ? [] : [[`check:${name}`, { well: well.has(name), https }] as const]
      }),
    )
  },
  steps: () => [],
  keep: () => 'irreversible',
  well: (_, { well }) => well,
  lacks: (check, { https }) =>
    usesTls(check) && !https
      ? { what: 'a check by https needs curl or openssl, and neither is there: add package curl', unless: bringTls }
      : undefined,
  health: checks => withProgram(checks.map(patiently)),
  patience: check => {
    const { retries, interval, timeout } = timing(check)
    return retries * (timeout + interval)
  },
})

const bringTls = ['package:curl', 'package:openssl']

const usesTls = (check: Check): boolean =>
  'http' in check && typeof check.http === 'string' && check.http.startsWith('https:')

/** The program, and each of these beside the others. */
const withProgram = (scripts: readonly Script[]): Script =>
  scripts.length === 0 ? sh`:` : lines(sh`drover_check=${checkProgram}`, ...scripts, sh`wait`)

function once(check: Check): readonly Script[] {
  const asked = askedOf(check)
  if (asked === undefined) return []
  return [
    sh`{ ! timeout --kill-after=1 ${timing(check).timeout} bash --norc -c "$drover_check" check once ${asked} >/dev/null 2>&1 ||
  printf 'check well %s\n' ${nameOf(check)}; } &`,
  ]
}

function patiently(check: Check): Script {
  const { retries, interval, timeout } = timing(check)
  const name = nameOf(check)
  const asked = askedOf(check)
  if (asked === undefined) return sh`drover_sick ${`check:${name}`} ${`${name}: what it refers to is not known yet`}`
  return sh`{ bash --norc -c "$drover_check" check patiently ${name} ${retries} ${interval} ${timeout} ${check.unit ?? ''} ${asked} ||
  drover_sick ${`check:${name}`} ${`${name}: the check itself broke`}; } &`
}

/** Its words for check.sh; undefined where it refers to a machine that is not there yet. */
function askedOf(check: Check): readonly (string | number)[] | undefined {
  if ('command' in check) return ['command', check.command]
  if ('tcp' in check) {
    if (typeof check.tcp === 'number') return ['tcp', 'localhost', check.tcp]
    if (typeof check.tcp !== 'string') return undefined
    const colon = check.tcp.lastIndexOf(':')
    return ['tcp', check.tcp.slice(0, colon).replaceAll(/[[\]]/g, ''), check.tcp.slice(colon + 1)]
  }
  if (typeof check.http !== 'string') return undefined
  const { status = '200-399', contains = '', followRedirects = false, tlsSkipVerify = false } = check
  const [lowest = '', highest = lowest] = String(status).split('-')
  const follow = followRedirects ? 'follow' : 'stay'
  return ['http', check.http, lowest, highest, follow, tlsSkipVerify ? 'skip' : 'verify', contains]
}
