import { ApiError } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import { NoStock } from '../cloud/provider'
import { until } from '../cloud/wait'
import * as api from './api'

/** How long Hetzner may take for one thing, in seconds. */
const actionSeconds = 300

/** Hetzner's codes for “there is none of this size here”. */
export const noStock: readonly string[] = ['resource_unavailable', 'placement_error']

/** Waits until Hetzner has done all of these. */
export async function ended(
  { client, environment, pace, signal, progress }: Tools,
  begun: readonly api.Action[],
): Promise<void> {
  const running = (actions: readonly api.Action[]) => actions.filter(({ status }) => status === 'running')
  const named = ({ command, id }: api.Action) => command?.replaceAll('_', ' ') ?? `do action ${id}`
  let actions = begun
  let asked = true
  await until({
    environment,
    what: `Hetzner to ${begun.map(named).join(', ')}`,
    seconds: actionSeconds,
    pace,
    signal,
    progress,
    look: async () => {
      // What the answer itself said is not asked again at once.
      if (!asked) {
        const query = { id: running(actions).map(({ id }) => String(id)) }
        actions = (await client.ask({ path: '/actions', query, schema: api.actions })).actions
      }
      asked = false
      const wrong = actions.find(({ status }) => status === 'error')
      if (wrong) throw failureOf(environment, wrong)
      const still = running(actions)
      return still.length === 0 ? { done: undefined } : { still: `${still.length} of ${begun.length} not done` }
    },
  })
}

function failureOf(environment: string, { command, error }: api.Action): ApiError | NoStock {
  const { code, message } = error ?? { code: undefined, message: 'without a reason' }
  const failed = new ApiError({
    environment,
    request: `action ${command ?? ''}`.trim(),
    status: 422,
    said: { code, message },
  })
  return noStock.includes(code ?? '') ? new NoStock(failed.failure, { cause: failed }) : failed
}
