import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lines, type Script } from './script'

// Written so that the bundler sees which files go along (`join(__dirname, …)` with a literal name).

/** The functions that every script on a machine may use. */
export const prelude: Script = { sh: readFileSync(join(__dirname, 'prelude.sh'), 'utf8') }

const state: Script = { sh: readFileSync(join(__dirname, 'state.sh'), 'utf8') }

/** What prepares a transaction (`drover_prepare`). */
export const preparing: Script = lines(prelude, state, {
  sh: readFileSync(join(__dirname, 'prepare.sh'), 'utf8'),
})

/** What submits a prepared transaction and follows it (`drover_submit`, `drover_follow`). */
export const following: Script = lines(prelude, state, {
  sh: readFileSync(join(__dirname, 'follow.sh'), 'utf8'),
})

/** What carries a transaction out (`drover_worker`). */
export const working: Script = lines(prelude, state, {
  sh: readFileSync(join(__dirname, 'worker.sh'), 'utf8'),
})

/** Where Drover keeps everything on a machine. */
export const stateFolder = '/var/lib/drover'
