import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { prelude, preparing, runtime } from '../../src/target/runtime'
import { type Script, sh } from '../../src/target/script'
import { type Answer, type Crash, listing, type ShellMachine } from './shell-machine'

/** What a request wants: contents by place; a place that it does not name is given up. */
export type Want = Readonly<Record<string, string>>

/** What the world looks like from outside, without Drover's own notes of how it got there. */
export interface Sight {
  readonly managed: readonly string[]
  /** Without times: a copy is as good. */
  readonly originals: readonly string[]
  readonly claims: readonly string[]
  readonly current: string
  readonly attempted: string
  readonly generations: readonly string[]
}

export const owner = 'toy@production'

export const places = ['file', 'folder', 'late'] as const

/** A request to a machine, and what is said to it. The transaction's own program is kept aside, for when it is an old one. */
export class Request {
  readonly #program: string

  constructor(
    readonly machine: ShellMachine,
    readonly id: string,
    readonly want: Want,
    readonly owned: Want,
  ) {
    this.#program = join(machine.folder, `program-${id}.sh`)
    writeFileSync(this.#program, machine.rewritten(runtime.sh))
  }

  /** Uploads it, as planned from the state that the machine has now. */
  prepare(crash?: Crash): Answer {
    const seen = `${this.machine.state('request') ?? ''} ${this.machine.state('phase') ?? ''}`
    const script = this.machine.rewritten(preparing.sh)
    return this.machine.call(`${script}\ndrover_of ${this.id} ${owner}\ndrover_prepare '${seen}'\n`, {
      input: this.#packed(),
      ...(crash === undefined ? {} : { crash }),
    })
  }

  /** Asks the transaction's own program, also where its folder is gone: whoever has read it once may still run. */
  ask(
    does: string,
    { args = [], crash, say = '' }: { args?: readonly string[]; crash?: Crash; say?: string } = {},
  ): Answer {
    const words = args.map(arg => `'${arg}'`).join(' ')
    return this.machine.call(`exec sh '${this.#program}' ${does} ${this.id} ${owner} ${words}`, {
      input: Buffer.from(say),
      ...(crash === undefined ? {} : { crash }),
    })
  }

  unit = (name: 'apply' | 'undo'): string => `drover-${name}-${this.id}.service`
  timer = (): string => `drover-deadline-${this.id}.timer`

  /** What the machine is to look like when it is confirmed, worked out without asking it. */
  after(before: Sight, generation: number): Omit<Sight, 'managed' | 'originals'> & { readonly contents: Want } {
    return {
      contents: this.want,
      claims: Object.keys(this.want)
        .map(place => `${owner}\t${place}`)
        .sort(),
      current: `generations/${generation}`,
      attempted: '',
      generations: [...before.generations, String(generation)],
    }
  }

  #packed(): Buffer {
    const folder = mkdtempSync(join(tmpdir(), 'drover-packed-'))
    const put = (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    put('shell.sh', `${prelude.sh}\n. "$1"`)
    put('runtime.sh', this.machine.rewritten(runtime.sh))
    put('checks.sh', 'echo checked')
    for (const name of ['plan.json', 'touched.json', 'generation/manifest.json', 'generation/provenance.json'])
      put(name, '{}')
    put('generation/manifest.hash', this.id)
    put('generation/needs', '')
    put('holder', `the run of ${this.id}`)
    put('limit', '60')
    put('labels', '')
    put('keep', '10 0\n')
    put('aliases', '')
    const lines = (names: readonly string[], line: (place: string) => string) => names.map(line).join('')
    const released = Object.keys(this.owned).filter(place => !(place in this.want))
    put(
      'owned',
      lines(Object.keys(this.want), place => `${owner}\t${place}\n`),
    )
    put(
      'released',
      lines(released, place => `${owner}\t${place}\n`),
    )
    put(
      'dropped',
      lines(released, place => `original-${place} ${place}\n`),
    )
    const changed = places.filter(place => this.want[place] !== this.owned[place])
    for (const [index, place] of changed.entries()) {
      const step = `steps/0000${index + 1}`
      const scripts = scriptsOf(join(this.machine.managed, place), this.want[place])
      put(`${step}/effect`, scripts.effect.sh)
      put(`${step}/record`, scripts.record.sh)
      put(`${step}/restore`, scripts.restore.sh)
      if (place === 'late') put(`${step}/room`, scripts.room.sh)
      if (place in this.owned) continue
      const keeping = `keepings/original-${place}`
      put(`${keeping}/place`, place)
      put(`${keeping}/record.sh`, scripts.record.sh)
      put(`${keeping}/restore.sh`, scripts.restore.sh)
      if (index % 2 === 0) put(`${step}/kept`, `original-${place}\n`)
    }
    const { stdout } = spawnSync('tar', ['-czf', '-', '-C', folder, '.'], { maxBuffer: 1e8 })
    rmSync(folder, { recursive: true })
    return Buffer.concat([Buffer.from(`gzip ${stdout.length}\n`), stdout])
  }
}

/** A kind of which nothing is atomic but its undoing: what is between two of its commands is none of the two states. */
function scriptsOf(
  place: string,
  content: string | undefined,
): Record<'effect' | 'record' | 'restore' | 'room', Script> {
  const effect =
    content === undefined
      ? sh`rm -rf -- ${place}`
      : place.endsWith('folder')
        ? sh`mkdir -p -- ${place}
printf %s ${content} >${`${place}/in it`}
ln -sfn ${content} ${`${place}/link`}`
        : sh`printf half >${place}
chmod 640 -- ${place}
printf %s ${content} >${place}`
  const look = sh`(cd ${dirname(place)} && [ ! -e ${place} ] || find ${place} -printf '%P %m %T@ %l %s\n')`
  return {
    effect,
    record: sh`[ ! -e ${place} ] || cp -a -T -- ${place} "$original/was"
${look} >"$original/look"`,
    restore: sh`if [ "$( ${look} )" != "$(cat -- "$original/look")" ]; then
  rm -rf -- ${place}
  [ ! -e "$original/was" ] || cp -a -T -- "$original/was" ${place}
fi`,
    room: sh`[ ! -e ${place} ] || [ "$( ${look} )" = "$(cat -- "$original/look")" ] || rm -rf -- ${place}`,
  }
}

export function sightOf(machine: ShellMachine): Sight {
  const home = join(machine.drover, 'deployments', owner)
  const link = (name: string) => {
    try {
      return readlinkSync(join(home, name))
    } catch {
      return ''
    }
  }
  const claims = join(machine.drover, 'claims')
  const generations = join(home, 'generations')
  return {
    managed: listing(machine.managed, true),
    originals: listing(join(machine.drover, 'originals'), false),
    // None and an empty file are the same.
    claims: existsSync(claims) ? readFileSync(claims, 'utf8').split('\n').filter(Boolean).sort() : [],
    current: link('current'),
    attempted: link('attempted'),
    generations: existsSync(generations) ? readdirSync(generations).sort((a, b) => Number(a) - Number(b)) : [],
  }
}

/** What stood in the places before anything was managed. */
export function furnish(machine: ShellMachine): void {
  writeFileSync(join(machine.managed, 'file'), 'the user’s own')
  chmodSync(join(machine.managed, 'file'), 0o600)
  writeFileSync(join(machine.managed, 'other'), 'nobody’s business')
}

/** The contents of the places, where they are there whole. */
export function contentsOf(machine: ShellMachine): Want {
  return Object.fromEntries(
    places.flatMap(place => {
      const path = join(machine.managed, place, ...(place === 'folder' ? ['in it'] : []))
      return existsSync(path) ? [[place, readFileSync(path, 'utf8')]] : []
    }),
  )
}
