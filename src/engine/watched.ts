import type { Emit } from '../event'
import type { Target } from '../target/target'

/** A target that says what runs on it. No script has a secret in it: those travel as contents only. */
export const watched = (target: Target, machine: string, emit: Emit): Target => ({
  run: request => {
    emit({ type: 'remote-command', machine, what: request.what, script: request.script.sh })
    return target.run(request)
  },
  close: () => target.close(),
})
