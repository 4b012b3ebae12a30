import { z } from 'zod'
import type { Account, Environment } from '../environments/environment'
import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { checkKind } from '../resources/check'
import type { Resource } from '../resources/resource'
import { mistakesOf, pathOf } from '../system/mistakes'
import { type Service, serviceType } from '../system/service'
import { suggest } from '../system/suggestion'
import { System } from '../system/system'
import { accountPath } from './accounts'
import { describe } from './describe'
import type { KnownTypes } from './known-types'
import { Machine, unread } from './machine'
import { deploymentShape } from './machine-schema'
import type { WrittenSettings } from './settings'
import { type DocumentPath, PlacedDocument } from './yaml'

export interface StaticDeployment {
  readonly name?: string
  readonly settings: WrittenSettings
  /** In the document's order; those that could not be read are told among the mistakes. */
  readonly machines: readonly (Machine | typeof unread)[]
  readonly accounts: readonly Account[]
  readonly origin: Origin
  /** Mistakes that are known already. Where there are some, the machines are still worth checking. */
  readonly mistakes: readonly Mistake[]
  /** A mistake that the check found, moved to the very key or value that it is about. */
  place(mistake: Mistake): Mistake
}

const documentSchema = z.strictObject({
  ...deploymentShape,
  accounts: z.array(z.unknown()).exactOptional(),
  machines: z.array(z.unknown()),
})

/** Reads the YAML or JSON form of a deployment file. It gives the same machines as a program, each part with its own place. */
export function readStaticFile(text: string, file: string, known: KnownTypes): StaticDeployment {
  const document = new PlacedDocument(text, file)
  const origin = document.origin([])
  const broken = document.mistakes()
  if (!document.readable)
    return { settings: {}, machines: [], accounts: [], origin, mistakes: broken, place: mistake => mistake }
  const value = withoutExtras(document.value())
  const parsed = documentSchema.safeParse(value)
  const reader = new Reader(document, known)
  const shape = parsed.success ? [] : mistakesOf(parsed.error, { origin, path: '', value, schema: documentSchema })
  const listed = isRecord(value) && Array.isArray(value.machines) ? value.machines : []
  const machines = listed.map((written: unknown, index) => reader.machine(written, ['machines', index]))
  const { machines: _listed, accounts: named = [], name, ...settings } = parsed.data ?? {}
  const accounts = named.flatMap((written, index) => reader.account(written, index))
  return {
    ...(name === undefined ? {} : { name }),
    settings,
    machines,
    accounts,
    origin,
    mistakes: [...broken, ...shape.map(reader.place), ...reader.mistakes],
    place: reader.place,
  }
}

/** Keys that begin with `x-` are the user's own, for values that several machines take by an alias. */
const withoutExtras = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema' && !key.startsWith('x-')))
    : value

class Reader {
  readonly mistakes: Mistake[] = []
  /** How the machine that is being read is called in the path of a mistake. */
  private label = ''
  /** What was declared where: the value's place in the document, by its place in the text. */
  private readonly declared = new Map<string, DocumentPath>()

  constructor(
    private readonly document: PlacedDocument,
    private readonly known: KnownTypes,
  ) {}

  machine(written: unknown, path: DocumentPath): Machine | typeof unread {
    const named = isRecord(written) && typeof written.name === 'string' && written.name !== ''
    this.label = named ? String(written.name) : `[${path.at(-1)}]`
    if (!isRecord(written)) {
      this.wrong(path, `expected a machine with name, environment and system, got ${describe(written)}`)
      return unread
    }
    const origin = this.declare(path)
    const environment = 'environment' in written && this.environment(written.environment, [...path, 'environment'])
    const inner = 'system' in written && this.system(written.system, [...path, 'system'])
    const parts = { ...(environment ? { environment } : {}), ...(inner ? { system: inner } : {}) }
    return new Machine({ ...written, ...parts }, origin)
  }

  account(written: unknown, index: number): readonly Account[] {
    this.label = accountPath(index)
    const types = new Map([...this.known.environments].filter(([, { accountConfig }]) => accountConfig !== undefined))
    const found = this.typed(written, ['accounts', index], types, 'an account')
    return found ? [{ accountOf: found.type, config: found.config }] : []
  }

  readonly place = (mistake: Mistake): Mistake => {
    const [frame] = mistake.origin
    if (!frame) return mistake
    const words = (mistake.path.match(/[^.[\]]+/g) ?? []).map(word => (/^\d+$/.test(word) ? Number(word) : word))
    const base = this.declared.get(`${frame.line}:${frame.column}`) ?? []
    // The check puts the machine's name, or what else it declared, before the path within it: which may be called like a key.
    const ways = words
      .map((_, start) => words.slice(start))
      .filter(([first = '']) => this.document.has([...base, first]))
    const lost = (way: DocumentPath) =>
      way.filter((_, end) => !this.document.has([...base, ...way.slice(0, end + 1)])).length
    const path = [...base, ...(ways.toSorted((a, b) => lost(a) - lost(b))[0] ?? [])]
    return {
      ...mistake,
      origin: this.document.origin(path, mistake.message.startsWith('unknown key') ? 'key' : 'value'),
    }
  }

  private environment(written: unknown, path: DocumentPath): Environment {
    const found = this.typed(written, path, this.known.environments, 'an environment')
    return found ? { type: found.type, config: found.config } : undecided
  }

  private system(written: unknown, path: DocumentPath): System {
    const origin = this.declare(path)
    if (!isRecord(written)) {
      this.wrong(path, `expected a system, got ${describe(written)}`)
      return nothing
    }
    const { services, healthChecks } = written
    const listed = {
      ...(Array.isArray(services) && {
        services: services.map((item: unknown, index) => this.service(item, [...path, 'services', index])),
      }),
      ...(Array.isArray(healthChecks) && {
        healthChecks: healthChecks.map((want: unknown, index): Resource => {
          const origin = this.declare([...path, 'healthChecks', index])
          return { kind: checkKind, want, after: [], origin }
        }),
      }),
    }
    return new System({ ...written, ...listed }, origin)
  }

  private service(written: unknown, path: DocumentPath): Service {
    const found = this.typed(written, path, this.known.services, 'a service')
    if (!found) return unreadService
    const value = Object.keys(found.config).length === 0 ? undefined : found.config
    return { type: found.type, value, origin: this.declare(path), path: `service(${found.type.name})`, mistakes: [] }
  }

  private typed<Type>(written: unknown, path: DocumentPath, types: ReadonlyMap<string, Type>, what: string) {
    if (!isRecord(written)) {
      this.wrong(path, `expected ${what} with its type and what it is configured with, got ${describe(written)}`)
      return undefined
    }
    const { type: name, ...config } = written
    const type = typeof name === 'string' ? types.get(name) : undefined
    if (type !== undefined) return { type, config }
    const names = [...types.keys()]
    const suggestion = typeof name === 'string' ? suggest(name, names) : undefined
    this.wrong(
      [...path, 'type'],
      `expected the type of ${what} (${names.join(', ')}), got ${describe(name)}`,
      suggestion,
    )
    return undefined
  }

  private declare(path: DocumentPath): Origin {
    const origin = this.document.origin(path)
    for (const { line, column } of origin) this.declared.set(`${line}:${column}`, path)
    return origin
  }

  private wrong(path: DocumentPath, message: string, suggestion?: string): void {
    const place = { origin: this.document.origin(path), path: pathOf(this.label, path.slice(2)) }
    this.mistakes.push({ ...place, message, ...(suggestion === undefined ? {} : { suggestion }) })
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// These stand where a mistake was told already, so that the check does not tell another about the same.
const nothing = new System({ services: [] }, [])
const unreadService: Service = {
  type: serviceType({ name: 'undecided', description: 'A service that could not be read', defaultValue: {} }),
  value: undefined,
  origin: [],
  path: '',
  mistakes: [],
}
const undecided: Environment = {
  type: {
    name: 'undecided',
    description: 'An environment that could not be read',
    config: z.unknown(),
    reach: () => Promise.reject(new TypeError('a deployment file with mistakes is not deployed')),
  },
  config: {},
}
