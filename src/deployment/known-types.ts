import type { AnyEnvironmentType } from '../environments/environment'
import { environmentTypes } from '../environments/registry'
import { serviceTypes } from '../services/registry'
import type { AnyServiceType } from '../system/service'

/** What a deployment file without code may name: a program brings its own types along. */
export interface KnownTypes {
  readonly environments: ReadonlyMap<string, AnyEnvironmentType>
  readonly services: ReadonlyMap<string, AnyServiceType>
}

/** The built-in types, by the names under which they are asked for. */
export const knownTypes: KnownTypes = {
  environments: new Map(Object.entries(environmentTypes).map(([name, { type }]) => [name, type])),
  services: serviceTypes,
}
