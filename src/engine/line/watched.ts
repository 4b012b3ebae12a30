import type { Emit } from '../../event'
import { preparing, probing } from '../../target/runtime'
import type { Target } from '../../target/target'

/** A target that says what runs on it. No script has a secret in it: those travel as contents only. */
export const watched = (target: Target, machine: string, emit: Emit): Target => ({
  ...(target.access && { access: target.access }),
  run: request => {
    emit({ type: 'remote-command', machine, what: request.what, script: short(request.script.sh) })
    return target.run(request)
  },
  close: () => target.close(),
})

// Drover's own functions go along with most scripts and are always the same.
const own = [preparing, probing]
const short = (script: string): string =>
  own.reduce((text, { sh }) => text.replace(sh, '# Drover’s own functions (src/target)\n'), script)
