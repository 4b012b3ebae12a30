import type { Finding } from '../../failure'
import type { Origin } from '../../origin'
import type { Manifest } from '../../resources/manifest'
import type { Step } from '../../resources/step'
import { ofServer } from './lock-out/server'
import type { Sides } from './lock-out/sides'
import { ofSudo } from './lock-out/sudo'
import { ofKeyFile, ofUser } from './lock-out/user'

/** What a plan is about to do, and by what Drover gets in to do it. */
export interface Changing extends Pick<Sides, 'access' | 'seen' | 'blob'> {
  readonly steps: readonly Pick<Step, 'resource' | 'action'>[]
  /** What is wanted. */
  readonly manifest: Manifest
  /** What was wanted before. */
  readonly previous: Manifest | undefined
  readonly origins: Readonly<Record<string, Origin>>
  /** Of the machine: what is declared no more has none of its own. */
  readonly origin: Origin
}

/**
 * Warns of changes that take away what Drover itself gets in by: its user, its key, its right to use sudo, its port. Nothing is refused for
 * it: whether anybody gets in afterwards is tried before the deployment is confirmed, and it is undone where nobody does.
 */
export function lockOuts(changing: Changing): readonly Finding[] {
  const { access, seen, blob, steps, manifest, previous, origins, origin } = changing
  const sides: Sides = { access, seen, blob, wanted: manifest.resources, before: previous?.resources ?? [] }
  const wanted = new Map(sides.wanted.map(resource => [resource.id, resource]))
  const before = new Map(sides.before.map(resource => [resource.id, resource]))
  return [...new Set(steps.map(({ resource }) => resource))].flatMap(id => {
    const change = [wanted.get(id), before.get(id)] as const
    const messages = [ofUser, ofKeyFile, ofSudo, ofServer].flatMap(warnings => warnings(sides, ...change))
    return messages.map(
      (message): Finding => ({
        check: 'way in',
        answer: 'warning',
        message: `${message} Should nobody get in any more, it is undone.`,
        origin: origins[id] ?? origin,
      }),
    )
  })
}
