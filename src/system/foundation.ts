import { z } from 'zod'
import { DroverError, type Mistake } from '../failure'
import type { Origin } from '../origin'
import type { AnyKind } from '../resources/kind'
import type { Resource } from '../resources/resource'
import { mistakesOf } from './mistakes'
import { root } from './root'
import { type Contributor, type ServiceType, serviceType } from './service'

/** One thing that somebody asks of a foundation type. Without an origin, the service itself asked. */
interface Asked<Item> {
  readonly item: Item
  readonly origin?: Origin
}

interface Foundation<Item> {
  readonly name: string
  readonly description: string
  readonly item: z.ZodType<Item, Item>
  readonly resources: (item: Item, origin: Origin) => readonly Resource[]
}

/** A foundation type: it takes lists of items from whoever extends it, and alone turns them into resources. */
export function foundation<Item>({
  name,
  description,
  item,
  resources,
}: Foundation<Item>): ServiceType<readonly Item[], readonly Asked<Item>[], readonly Item[]> {
  const list = z.array(item).readonly()
  return serviceType({
    name,
    description,
    config: list.transform((items): readonly Asked<Item>[] => items.map(item => ({ item }))),
    defaultValue: [],
    compose: (payloads: readonly (readonly Item[])[], from) => asked(name, list, payloads, from),
    extend: (own, more) => [...own, ...more],
    extensions: contribute => [
      contribute(root, (all, self) => all.flatMap(({ item, origin }) => resources(item, origin ?? self.origin))),
    ],
  })
}

/** What was contributed, checked like what is written by hand: a contribution may come from a file without types. */
function asked<Item>(
  name: string,
  list: z.ZodType<readonly Item[]>,
  payloads: readonly (readonly Item[])[],
  from: readonly Contributor[],
): readonly Asked<Item>[] {
  const mistakes: Mistake[] = []
  const items = payloads.flatMap((payload, index) => {
    const { type = '', origin = [] } = from[index] ?? {}
    const parsed = list.safeParse(payload)
    if (parsed.success) return parsed.data.map(item => ({ item, origin }))
    mistakes.push(...mistakesOf(parsed.error, { origin, path: `${type} → ${name}`, value: payload, schema: list }))
    return []
  })
  if (mistakes.length > 0) throw new DroverError({ code: 'mistakes', file: '', mistakes })
  return items
}

/** Says of a value what the kind's own schema says of it, where it stands: the sentence is written once, with the kind. */
export const asKind =
  (kind: AnyKind) =>
  (want: object, context: z.core.$RefinementCtx): void => {
    const parsed = kind.schema.safeParse(want)
    for (const { path, message } of parsed.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message })
  }
