import type { Failure } from '../failure'
import { plain, plainLine } from './plain'
import type { RunView } from './run'
import { inert, stopped } from './workflow-command'

export interface LogOptions {
  /** A GitHub runner reads along: groups are made, and what came from a machine can't issue its commands. */
  readonly runner: boolean
  readonly colours: boolean
  /** Every phase, finding and remote command. */
  readonly debug: boolean
  /** A live display shows what passes, below the log: only what stays is printed. */
  readonly live?: boolean
  /** For `::stop-commands::`: long, random, and told to nobody. */
  readonly token: string
}

/** Lines from elsewhere, without control characters, set apart, so that none of them is taken for Drover's or for a command to the runner. */
export function block(text: string, { runner, token }: LogOptions): string {
  const lines = text.replace(/\n+$/, '').split('\n')
  const set = lines.map(each => inert(`    | ${each}`.trimEnd())).join('\n')
  return runner ? stopped(set, token) : set
}

/** A machine's name, as wide as the longest of them. */
export function column(run: RunView, name: string): string {
  const width = Math.max(0, ...run.machines.map(machine => machine.name.length))
  return plainLine(name).padEnd(width)
}

/** Sentences of Drover's, which may hold words from elsewhere, as lines that are safe to print. */
export const printable = (text: string): readonly string[] => plain(text).split('\n').map(inert)

/** Where in Drover its own mistake happened: for a report to its makers, so with debug alone. */
export const stackLines = (failure: Failure, options: LogOptions): readonly string[] =>
  options.debug && failure.code === 'unexpected' && failure.stack !== undefined
    ? [block(plain(failure.stack), options)]
    : []
