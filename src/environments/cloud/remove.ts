import { z } from 'zod'
import { ApiError, unlessGone } from './api-error'
import type { Tools } from './cloud'
import { until } from './wait'

/** How long a provider may be at something else with a machine, in seconds. */
const busySeconds = 300

interface Removal {
  readonly path: string
  /** For a person, as “Linode to remove instance 12”. */
  readonly what: string
  /** The status by which the provider says that it is at something else with it. */
  readonly busy: number
}

/** Gone when it resolves, and so it is where it was gone before; it is asked again for as long as it is busy. */
export async function removeWhenFree(tools: Tools, { path, what, busy }: Removal): Promise<void> {
  const { client, environment, pace, signal, progress } = tools
  const look = async () => {
    try {
      await unlessGone(client.ask({ method: 'DELETE', path, schema: z.unknown() }))
    } catch (error) {
      if (error instanceof ApiError && error.status === busy) return { still: error.message }
      throw error
    }
    return { done: true }
  }
  await until({ environment, what, seconds: busySeconds, pace, signal, progress, look })
}
