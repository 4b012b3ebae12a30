import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countdown } from './countdown'

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  /** It was killed, with all that it had started, before it came to its end. */
  readonly crashed: boolean
  /** How many commands there were left of those that it was given. */
  readonly left: number
}

/** The commands that a call may run before it is killed; with no number it is not. */
export type Crash = number | undefined

// Where sync is quick, if there is such a place.
const place = (() => {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
})()

// Notes units instead of running them: whoever tests runs them when it likes.
const standIns = {
  systemctl: `case $1 in
  stop) shift; for unit; do case $unit in --*) ;; *) rm -f -- "$MODEL/units/"$unit ;; esac; done ;;
  is-active) shift; for unit; do [ ! -e "$MODEL/units/$unit" ] || exit 0; done; exit 3 ;;
esac`,
  'systemd-run': `kind=service
while [ "$1" != -- ]; do
  case $1 in --unit=*) unit=\${1#*=} ;; --on-active=*) kind=timer ;; esac
  shift
done
shift
[ ! -e "$MODEL/units/$unit.$kind" ] || exit 1
printf '%s\\n' "$@" >"$MODEL/unit.new"
mv "$MODEL/unit.new" "$MODEL/units/$unit.$kind"`,
  // In the process group of whoever is to be killed with it.
  timeout: `case $1 in --*) shift ;; esac
shift
exec "$@"`,
  // Each shell that is started counts its commands too.
  sh: `if [ -n "\${PS4_COUNTS-}" ]; then exec /bin/sh -x "$@"; else exec /bin/sh "$@"; fi`,
}

const counting = countdown('"$MODEL/count"')

/**
 * A machine as far as a transaction needs one: folders, a clock, a boot id and systemd's part in it, all in one temporary
 * folder. What runs on it is what runs on a target, with some paths exchanged.
 */
export class ShellMachine {
  readonly folder = mkdtempSync(join(place, 'drover-model-'))
  readonly drover = join(this.folder, 'world/drover')
  readonly managed = join(this.folder, 'world/managed')
  readonly #units = join(this.folder, 'units')
  readonly #run = join(this.folder, 'run')
  uptime = 1000
  #boots = 0

  constructor() {
    for (const name of ['bin', 'proc', 'units', 'run', 'etc', 'world/managed'])
      mkdirSync(join(this.folder, name), { recursive: true })
    for (const [name, text] of Object.entries(standIns)) {
      writeFileSync(join(this.folder, 'bin', name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(this.folder, 'bin', name), 0o755)
    }
    this.boot()
  }

  /** What runs on a target, as it runs here. */
  rewritten(script: string): string {
    return [
      ['/run/drover', this.#run],
      ['/proc/uptime', join(this.folder, 'proc/uptime')],
      ['/proc/sys/kernel/random/boot_id', join(this.folder, 'proc/boot_id')],
      ['/etc/systemd/system', join(this.folder, 'etc')],
      ['/var/lib/drover', this.drover],
      // What else it syncs is not this host's.
      ['/etc\\n/usr\\n/var', this.managed],
    ].reduce((text, [from = '', to = '']) => text.replaceAll(from, to), script)
  }

  /** The power is gone and comes back: nothing runs, nothing of /run is there, and the boot is another one. */
  boot(): void {
    for (const folder of [this.#units, this.#run]) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
    }
    this.#boots++
    this.pass(10 - this.uptime)
    writeFileSync(join(this.folder, 'proc/boot_id'), `${this.bootId}\n`)
  }

  get bootId(): string {
    return `boot-${this.#boots}`
  }

  /** Time goes on, in seconds. */
  pass(seconds: number): void {
    this.uptime += seconds
    writeFileSync(join(this.folder, 'proc/uptime'), `${this.uptime}.50 0.00\n`)
  }

  /** Runs a script, killed after so many commands, of it and of every shell that it starts. */
  call(
    script: string,
    { input = Buffer.alloc(0), crash }: { readonly input?: Buffer; readonly crash?: Crash } = {},
  ): Answer {
    const file = join(this.folder, 'script.sh')
    const count = join(this.folder, 'count')
    writeFileSync(file, script)
    writeFileSync(count, `${crash ?? 1e9}\n`)
    const { status, signal, stdout, stderr } = spawnSync('setsid', ['--wait', 'sh', '-eu', file], {
      input,
      encoding: 'utf8',
      cwd: this.folder,
      env: {
        PATH: `${this.folder}/bin:${process.env.PATH ?? '/usr/bin:/bin'}`,
        MODEL: this.folder,
        ...(crash === undefined ? {} : { PS4: counting, PS4_COUNTS: 'yes' }),
      },
    })
    return {
      stdout,
      stderr,
      crashed: signal === 'SIGKILL' || status === 137,
      left: Number(readFileSync(count, 'utf8')) - 1,
    }
  }

  /** The names of the units that wait to be run, or run. */
  units = (): readonly string[] => readdirSync(this.#units).sort()

  /** Runs a unit as systemd would: one that ends, or is killed, is gone; a timer stays. Undefined where there is none. */
  runUnit(name: string, crash?: Crash): Answer | undefined {
    const file = join(this.#units, name)
    if (!existsSync(file)) return undefined
    const [program = '', script = '', ...args] = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    const quoted = args.map(arg => `'${arg.replaceAll("'", `'\\''`)}'`)
    const answer = this.call(`exec ${program} '${script}' ${quoted.join(' ')}`, crash === undefined ? {} : { crash })
    if (!name.endsWith('.timer')) rmSync(file, { force: true })
    return answer
  }

  /** The lease that is given, as it lies there. */
  lease(): string {
    const file = join(this.#run, 'lease')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  /** A line of the state file, read by nobody's code but this. */
  state(key: string): string | undefined {
    const file = join(this.drover, 'state')
    if (!existsSync(file)) return undefined
    return new RegExp(`^${key} (.*)$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
  }

  /** All that is remembered of the machine, to go back to. */
  keep(): () => void {
    const kept = mkdtempSync(join(place, 'drover-kept-'))
    const parts = ['world', 'units', 'run', 'etc', 'proc']
    const copy = (from: string, to: string) => {
      const { status, stderr } = spawnSync('cp', ['-a', '-T', from, to], { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
    }
    for (const part of parts) copy(join(this.folder, part), join(kept, part))
    const { uptime } = this
    this.#kept.push(kept)
    return () => {
      for (const part of parts) {
        rmSync(join(this.folder, part), { recursive: true, force: true })
        copy(join(kept, part), join(this.folder, part))
      }
      this.uptime = uptime
    }
  }
  readonly #kept: string[] = []

  remove(): void {
    for (const folder of [this.folder, ...this.#kept]) rmSync(folder, { recursive: true, force: true })
  }
}

/** Every path below a folder with its type, mode, contents, and (where asked) its time of change in nanoseconds. */
export function listing(folder: string, times: boolean, below = ''): readonly string[] {
  const path = join(folder, below)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .sort()
    .flatMap(name => {
      const own = join(below, name)
      const stat = lstatSync(join(folder, own), { bigint: true })
      const what = stat.isSymbolicLink()
        ? `-> ${readlinkSync(join(folder, own))}`
        : stat.isFile()
          ? JSON.stringify(readFileSync(join(folder, own), 'utf8'))
          : 'folder'
      const line = `${own} ${stat.mode.toString(8)} ${times ? stat.mtimeNs : ''} ${what}`
      return [line, ...(stat.isDirectory() ? listing(folder, times, own) : [])]
    })
}
