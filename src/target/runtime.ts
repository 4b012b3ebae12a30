import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lines, type Script, sh } from './script'

/** A script without the comments that have a line of their own: a machine has to be sent them, and reads past them, each time. */
export const bare = (script: string): Script => ({ sh: script.replace(/^\s*#.*\n/gm, '') })

const read = (path: string): Script => bare(readFileSync(path, 'utf8'))

// Written so that the bundler sees which files go along (`join(__dirname, …)` with a literal name).
const state = read(join(__dirname, 'state.sh'))
const undo = read(join(__dirname, 'undo.sh'))
const work = read(join(__dirname, 'work.sh'))
const collect = read(join(__dirname, 'collect.sh'))
const lock = read(join(__dirname, 'lock.sh'))
const release = read(join(__dirname, 'release.sh'))
const confirm = read(join(__dirname, 'confirm.sh'))
const watch = read(join(__dirname, 'watch.sh'))
const follow = read(join(__dirname, 'follow.sh'))
const pendingReboot = read(join(__dirname, 'pending-reboot.sh'))
const reboot = read(join(__dirname, 'reboot.sh'))
const folders = read(join(__dirname, 'folders.sh'))
const receive = read(join(__dirname, 'receive.sh'))
const prepare = read(join(__dirname, 'prepare.sh'))

/** Where Drover keeps everything on a machine. */
export const stateFolder = '/var/lib/drover'

const base = read(join(__dirname, 'prelude.sh'))

/** The functions that a probe may use. */
export const probing: Script = lines(
  base,
  read(join(__dirname, 'walk.sh')),
  read(join(__dirname, 'look.sh')),
  read(join(__dirname, 'accounts.sh')),
)

/** The functions that the first look at a machine may use. */
export const looking: Script = lines(probing, pendingReboot)

/** The functions that a script of a transaction may use: all that a probe may, and those that change a place. */
export const prelude: Script = lines(probing, read(join(__dirname, 'places.sh')))

// What the boot unit runs: settles what was open when the machine went down, by the program of whoever began it.
const recoverScript = sh`set -eu
drover=${stateFolder}
request=$(sed -n 's/^request //p' "$drover/state")
deployment=$(sed -n 's/^deployment //p' "$drover/state")
runtime="$drover/deployments/$deployment/journal/$request/runtime.sh"
[ ! -f "$runtime" ] || exec sh "$runtime" drover_booted "$request" "$deployment"`.sh

/** What prepares a transaction: needs nothing on the machine. Behind it, `drover_prepare SEEN` reads the packed transaction. */
export const preparing: Script = lines(
  base,
  state,
  pendingReboot,
  reboot,
  sh`drover_recover_script=${recoverScript}`,
  folders,
  receive,
  prepare,
  sh`set -eu`,
)

/** What is collected without a transaction: behind it, `drover_collect COUNT DAYS`. */
export const collecting: Script = lines(base, state, collect, sh`set -eu`)

/** What locks a machine by hand: behind it, `drover_lock WHO` or `drover_unlock`. */
export const locking: Script = lines(base, state, folders, lock, sh`set -eu`)

/** What forgets a deployment that is released: behind it, `drover_forget`. */
export const releasing: Script = lines(base, state, release, sh`set -eu`)

/** The functions that health checks may use. */
export const checking: Script = lines(base, state)

/**
 * A transaction's own program, which lies in its folder: whatever is asked of it later is done by the version of Drover that
 * began it. `sh runtime.sh FUNCTION REQUEST DEPLOYMENT …`.
 */
export const runtime: Script = lines(
  base,
  state,
  undo,
  work,
  collect,
  confirm,
  watch,
  follow,
  pendingReboot,
  reboot,
  sh`set -eu
drover_does=$1
drover_of "$2" "$3"
shift 3
"$drover_does" "$@"`,
)

/** The program of health checks, for `bash -c`. */
export const checkProgram = read(join(__dirname, 'check.sh')).sh

/** Asks a transaction's own program to do something. `gone` where the machine no longer knows the transaction. */
export const asked = (request: string, owner: string, what: string, ...args: readonly (string | number)[]): Script =>
  sh`runtime=${`${stateFolder}/deployments/${owner}/journal/${request}/runtime.sh`}
if [ -f "$runtime" ]; then exec sh "$runtime" ${what} ${request} ${owner} ${args}; else echo gone; fi`
