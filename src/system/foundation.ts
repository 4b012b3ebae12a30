import { z } from 'zod'
import { DroverError, type Mistake } from '../failure'
import type { Origin } from '../origin'
import type { AnyKind } from '../resources/kind'
import type { Resource } from '../resources/resource'
import { mistakesOf } from './mistakes'
import { root } from './root'
import { type Contributor, type ServiceType, serviceType } from './service'

/** One thing that somebody asks of a foundation type. Without an origin, the service itself asked. */
export interface Asked<Item> {
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
    adds: true,
    compose: (payloads: readonly (readonly Item[])[], from) =>
      checked(name, list, payloads, from).flatMap(({ payload, origin }) => payload.map(item => ({ item, origin }))),
    extend: (own, more) => [...own, ...more],
    extensions: contribute => [
      contribute(root, (all, self) => all.flatMap(({ item, origin }) => resources(item, origin ?? self.origin))),
    ],
  })
}

/**
 * What was contributed, checked like what is written by hand: it may come from a file without types.
 *
 * @throws DroverError with a mistake for whoever contributed what the schema does not take
 */
export function checked<Payload, Input>(
  name: string,
  schema: z.ZodType<Payload, Input>,
  payloads: readonly Input[],
  from: readonly Contributor[],
): readonly { readonly payload: Payload; readonly origin: Origin }[] {
  const mistakes: Mistake[] = []
  const taken = payloads.flatMap((value, index) => {
    const { type = '', origin = [] } = from[index] ?? {}
    const parsed = schema.safeParse(value)
    if (parsed.success) return [{ payload: parsed.data, origin }]
    mistakes.push(...mistakesOf(parsed.error, { origin, path: `${type} → ${name}`, value, schema }))
    return []
  })
  if (mistakes.length > 0) throw new DroverError({ code: 'mistakes', file: '', mistakes })
  return taken
}

/** Says of a value what the kind's own schema says of it, where it stands: the sentence is written once, with the kind. */
export const asKind =
  (kind: AnyKind) =>
  (want: object, context: z.core.$RefinementCtx): void => {
    const parsed = kind.schema.safeParse(want)
    for (const issue of parsed.error?.issues ?? [])
      context.addIssue({
        code: 'custom',
        path: [...issue.path],
        message: issue.message,
        ...(issue.code === 'custom' && issue.params ? { params: issue.params } : {}),
      })
  }
