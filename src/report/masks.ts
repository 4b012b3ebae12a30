import { formsOf, linesOf, shortest } from './secret-forms'
import { workflowCommand } from './workflow-command'

/**
 * What the runner is to hide in everything that this job prints from now on: each value and each of its lines. Not what
 * is shorter than four characters, and never a name or address of a machine, though a secret may hold it: the log would
 * no longer say which machine it speaks of.
 */
const masked = (values: Iterable<string>, hosts: Iterable<string>): readonly string[] => {
  const open = new Set(hosts)
  const all = [...values].flatMap(value => [value, value.trim(), ...linesOf(value)])
  return [...new Set(all)].filter(text => text.trim().length >= shortest && !open.has(text.trim()))
}

/** The commands that register them, one a line; empty where there is nothing to hide. */
export const maskCommands = (values: Iterable<string>, hosts: Iterable<string> = []): string =>
  masked(values, hosts)
    .map(text => `${workflowCommand('add-mask', {}, text)}\n`)
    .join('')

/** Remembers what is masked, to tell whether a text holds any of it, in whatever form. */
export function heldSecrets(): {
  readonly add: (values: Iterable<string>, hosts: Iterable<string>) => void
  readonly isIn: (text: string) => boolean
} {
  const forms = new Set<string>()
  return {
    add: (values, hosts) => {
      const open = new Set(hosts)
      for (const text of masked(values, open))
        for (const form of formsOf(text).exact) if (!open.has(form.trim())) forms.add(form)
    },
    isIn: text => [...forms].some(form => text.includes(form)),
  }
}
