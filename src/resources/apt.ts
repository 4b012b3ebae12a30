import { lines, type Script, sh } from '../target/script'
import { aptInstall } from './apt-install'
import { aptKeep } from './apt-keep'
import { aptList } from './apt-list'
import { compareVersions } from './apt-version'
import type { PackageManager, PackageRequest, PackageSeen } from './package-manager'

/** Debian's and Ubuntu's package manager. */
export const apt: PackageManager = { probe, read, compare: compareVersions, install: aptInstall, keep: aptKeep }

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills in these fields
const format = 'apt dpkg ${Package}|${Version}|${db:Status-Abbrev}|${Architecture}\\n'

/**
 * One process for all. apt's own, slower view is asked for only where it can matter: a package is missing, is wanted
 * at the newest version, or stands at another version than the wanted one.
 */
function probe(requests: readonly PackageRequest[]): Script {
  const names = requests.map(({ name }) => name)
  const pinned = requests.flatMap(({ name, version }) =>
    version === undefined || version === 'latest' ? [] : [`apt dpkg ${withoutArchitecture(name)}|${version}|`],
  )
  return sh`
if command -v dpkg-query >/dev/null; then
  code=0
${aptList(names)}
  if ! apt_list; then
    code=0
    found=$(dpkg-query --show --showformat=${format} -- dpkg ${names} 2>/dev/null) || code=$?
    auto=$(sed -n ${names.map(name => `--expression=/^Package: ${literally(withoutArchitecture(name))}$/,+2 s/^/apt auto /p`)} /var/lib/apt/extended_states 2>/dev/null) || :
  fi
  unset IFS
  set +f
  # dpkg's own line tells the machine's architecture; dpkg --print-architecture costs a process.
  native=\${found#*"apt dpkg dpkg|"}
  native=\${native%%"
"*}
  native=\${native##*|}
  if [ "$code" -le 1 ] && [ -n "$native" ]; then
    printf 'apt ask %s\n' ${names}
    printf 'apt native %s\n' "$native"
    printf '%s\n' "$found" "$auto"
    more=$code
${lines(...pinned.map(pin => sh`    case $found in *${pin}*) ;; *) more=1 ;; esac`))}
${requests.some(({ version }) => version === 'latest') ? sh`    more=1` : sh``}
    if [ "$more" = 1 ]; then
      policy=$(apt-cache policy -- ${names} 2>/dev/null) || policy=
      printf '%s\n' "$policy" | sed -n 's/^./apt policy &/p'
      printf 'apt cached %s\n' /var/cache/apt/archives/*.deb
      case $policy in
        *'Candidate: (none)'*)
          apt-cache showpkg -- ${names} 2>/dev/null | sed 's/^/apt provides /' || :
          ;;
      esac
    fi
    printf 'apt end\n'
  fi
fi`
}

interface Row {
  readonly name: string
  readonly version: string
  readonly status: string
  readonly architecture: string
}

function read(answer: string): ReadonlyMap<string, PackageSeen> {
  const said = (word: string) =>
    answer.split('\n').flatMap(line => (line.startsWith(`apt ${word} `) ? [line.slice(word.length + 5)] : []))
  const [native] = said('native')
  if (native === undefined || !answer.split('\n').includes('apt end')) return new Map()
  const rows = said('dpkg').map((line): Row => {
    const [name = '', version = '', status = '', architecture = ''] = line.split('|')
    return { name, version, status, architecture }
  })
  const automatic = automaticOf(said('auto'))
  const policies = policiesOf(said('policy'))
  const providers = providersOf(said('provides'))
  const cached = said('cached')
  const seen = (asked: string): PackageSeen => {
    const [name = '', architecture = native] = asked.split(':')
    const row = rows.find(
      row =>
        row.name === name &&
        (row.architecture === architecture || (row.architecture === 'all' && architecture === native)),
    )
    const there = row !== undefined && !/^.[nc]/.test(row.status)
    const policy = policies.get(architecture === native ? name : asked)
    const archive = there ? `/${name}_${row.version.replaceAll(':', '%3a')}_${row.architecture}.deb` : undefined
    return {
      installed: there ? row.version : null,
      whole: there && row.status[1] === 'i',
      automatic: there && automatic.has(`${name}:${architecture}`),
      held: row?.status.startsWith('h') ?? false,
      providers: [...(providers.get(name) ?? [])].sort(),
      ...(policies.size > 0 && { candidate: policy?.candidate ?? null }),
      ...(policy && archive && { recoverable: policy.recoverable || cached.some(path => path.endsWith(archive)) }),
    }
  }
  return new Map(said('ask').map(name => [name, seen(name)]))
}

/** From stanzas of /var/lib/apt/extended_states, `name:architecture`. */
function automaticOf(lines: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  let name = ''
  let architecture = ''
  for (const line of lines) {
    const [field, value = ''] = line.split(': ')
    if (field === 'Package') name = value
    if (field === 'Architecture') architecture = value
    if (field === 'Auto-Installed' && value === '1') found.add(`${name}:${architecture}`)
  }
  return found
}

/** From `apt-cache policy`: where the only place that has the installed version is dpkg's own record, it is gone for good. */
function policiesOf(lines: readonly string[]) {
  const found = new Map<string, { candidate: string | null; recoverable: boolean }>()
  let current = { candidate: null as string | null, recoverable: false }
  let installed = false
  for (const line of lines) {
    const header = /^(\S+):$/.exec(line)?.[1]
    if (header !== undefined) {
      current = { candidate: null, recoverable: false }
      found.set(header, current)
    }
    const candidate = /^ {2}Candidate: (.+)$/.exec(line)?.[1]
    if (candidate !== undefined && candidate !== '(none)') current.candidate = candidate
    if (/^ ( {4}|\*{3} )\S/.test(line)) installed = line.startsWith(' ***')
    else if (installed && /^ {6,}-?\d+ /.test(line) && !line.includes('/var/lib/dpkg/status'))
      current.recoverable = true
  }
  return found
}

/** From `apt-cache showpkg`, the part “Reverse Provides”. */
function providersOf(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  let current: string[] = []
  let providing = false
  for (const line of lines) {
    const name = /^Package: (\S+)/.exec(line)?.[1]
    if (name !== undefined) {
      current = []
      found.set(name, current)
      providing = false
    } else if (line.startsWith('Reverse Provides')) providing = true
    else {
      const provider = providing ? line.split(' ')[0] : undefined
      if (provider && !current.includes(provider)) current.push(provider)
    }
  }
  return found
}

/** A name of a package, in a pattern of sed's. */
const literally = (name: string): string => name.replaceAll('.', '[.]')

const withoutArchitecture = (name: string): string => name.split(':')[0] ?? name
