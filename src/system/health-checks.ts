import type { Mistake } from '../failure'
import { captureOrigin, type Origin } from '../origin'
import { checkKind } from '../resources/check'
import type { CheckInput } from '../resources/check-schema'
import { type Resource, resource } from '../resources/resource'
import type { Text } from '../resources/text'
import { isResource } from './resources'

type Options<Asked extends 'http' | 'tcp' | 'command'> = Omit<Extract<CheckInput, Record<Asked, unknown>>, Asked>

const declared = (check: CheckInput): Resource => resource(checkKind, check, { origin: captureOrigin() })

/**
 * The machine is well where this URL, asked for on the machine itself, is answered as it should be: by a status from 200 to 399, where
 * `status` says nothing else. `timeout` and `interval` are seconds (5 and 2), `retries` is how often it is tried in all (10).
 */
export const http = (url: Text, options: Options<'http'> = {}): Resource => declared({ http: url, ...options })

/** The machine is well where it can connect to this port of its own, or to this `host:port`; tried as `http` is. */
export const tcp = (port: number | Text, options: Options<'tcp'> = {}): Resource => declared({ tcp: port, ...options })

/** The machine is well where this command, run by root through `sh -c`, exits 0; tried as `http` is. It must change nothing. */
export const command = (line: string, options: Options<'command'> = {}): Resource =>
  declared({ command: line, ...options })

/** What a system lists as its health checks; anything else in the list is a mistake. */
export function healthChecksOf(list: unknown, origin: Origin, mistakes: Mistake[]): readonly Resource[] {
  if (list === undefined) return []
  const path = 'system.healthChecks'
  if (!Array.isArray(list)) {
    mistakes.push({ origin, path, message: 'expected a list of health checks' })
    return []
  }
  return list.flatMap((item: unknown, index) => {
    if (isResource(item) && item.kind === checkKind) return [item]
    const message = 'expected what http(), tcp() or command() gives'
    mistakes.push({ origin, path: `${path}[${index}]`, message })
    return []
  })
}
