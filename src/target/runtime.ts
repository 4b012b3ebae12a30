import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Script } from './script'

// Written so that the bundler sees which files go along (`join(__dirname, …)` with a literal name).

/** The functions that every script on a machine may use. */
export const prelude: Script = { sh: readFileSync(join(__dirname, 'prelude.sh'), 'utf8') }

/** What carries a transaction out; needs the prelude before it. */
export const runtime: Script = { sh: readFileSync(join(__dirname, 'runtime.sh'), 'utf8') }

/** Where Drover keeps everything on a machine. */
export const stateFolder = '/var/lib/drover'
