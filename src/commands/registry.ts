import { check } from './check'
import { deploy, plan } from './deploy'
import { destroy } from './destroy'
import { diff } from './diff'
import { exec } from './exec'
import { gc } from './gc'
import { lock, unlock } from './lock'
import { matrix } from './matrix'
import { merge } from './merge'
import { recover } from './recover'
import { rehearse } from './rehearse/rehearse'
import { release } from './release'
import { rollback } from './rollback'
import type { Session } from './session'
import { status } from './status'
import { sweep } from './sweep'
import { validate } from './validate'

/** The commands that work on a herd and are reported; each answers with the exit code. One line a command. */
export const commands = {
  deploy,
  plan,
  validate,
  diff,
  check,
  status,
  rollback,
  recover,
  lock,
  unlock,
  gc,
  release,
  exec,
  destroy,
  sweep,
  rehearse,
  matrix,
  merge,
} satisfies Record<string, (session: Session) => Promise<number>>
