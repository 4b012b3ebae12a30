import type { Resource } from '../resources/resource'
import { serviceType } from './service'

const none: readonly Resource[] = []

/** What every system is folded to: the resources that the foundation types make. */
export const root = serviceType({
  name: 'system',
  description: 'All resources of a system',
  defaultValue: none,
  adds: true,
  compose: (lists: readonly (readonly Resource[])[]) => lists.flat(),
  extend: (own, more) => [...own, ...more],
})
