import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lines, type Script } from './script'

// Written so that the bundler sees which files go along (`join(__dirname, …)` with a literal name).

const base: Script = { sh: readFileSync(join(__dirname, 'prelude.sh'), 'utf8') }

/** The functions that a probe may use. */
export const probing: Script = lines(base, { sh: readFileSync(join(__dirname, 'walk.sh'), 'utf8') })

/** The functions that a script of a transaction may use: all that a probe may, and those that change a place. */
export const prelude: Script = lines(probing, { sh: readFileSync(join(__dirname, 'places.sh'), 'utf8') })

const state: Script = { sh: readFileSync(join(__dirname, 'state.sh'), 'utf8') }

/** What prepares a transaction (`drover_prepare`). */
export const preparing: Script = lines(base, state, {
  sh: readFileSync(join(__dirname, 'prepare.sh'), 'utf8'),
})

/** What submits a prepared transaction and follows it (`drover_submit`, `drover_follow`). */
export const following: Script = lines(base, state, {
  sh: readFileSync(join(__dirname, 'follow.sh'), 'utf8'),
})

/** What carries a transaction out (`drover_worker`). */
export const working: Script = lines(base, state, {
  sh: readFileSync(join(__dirname, 'worker.sh'), 'utf8'),
})

/** Where Drover keeps everything on a machine. */
export const stateFolder = '/var/lib/drover'
