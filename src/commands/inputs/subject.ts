import { z } from 'zod'
import { mostShards } from '../shard'
import { inputWords } from './words'

/** Of which file, for which machines. */
export const subject = {
  /** Undefined: `deploy.ts`, else what is found. */
  file: z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'the deployment file, from the working directory; else `deploy.ts`, `.mts`, `.js`, `.mjs`, `.yml`, `.yaml` or `.json`, the first ' +
        'that is there',
    }),
  stage: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'expected up to 63 letters, digits, dots, dashes and underscores')
    .default('production')
    .register(inputWords, {
      says: 'the name under which the file is deployed here, as `production` or `pr-12`; each stage has machines and a history of its own',
    }),
  /** A selector, as `selectMachines` takes it; empty stands for all machines. */
  machines: z
    .string()
    .default('')
    .register(inputWords, {
      says:
        'the machines to take, by name, glob, label and negation ([how](docs/command-line.md#selecting-machines)); else all. ' +
        'By name, glob (`web-*`) or label (`@database`), with commas or space between them; `!` before one takes it away',
    }),
  shard: z
    .string()
    .regex(/^\d{1,3}\/\d{1,3}$/, 'expected a share of the machines, as 2/3')
    .transform(text => text.split('/').map(Number))
    .transform(([number = 0, of = 0]) => ({ number, of }))
    .refine(
      ({ number, of }) => number >= 1 && number <= of && of <= mostShards,
      `expected 1/1 to ${mostShards}/${mostShards}`,
    )
    .optional()
    .register(inputWords, {
      says: 'of those machines only this share, as `2/3`; a job of a matrix has it from the command `matrix` ([how](docs/scale-out.md))',
    }),
  shards: z
    .string()
    .regex(/^\d+$/, 'expected a whole number')
    .transform(Number)
    .refine(value => value >= 1 && value <= mostShards, `expected a number from 1 to ${mostShards}`)
    .optional()
    .register(inputWords, {
      says: `with \`matrix\`: how many shards, at most ${mostShards}; else one for every \`max-parallel\` machines`,
      only: ['matrix'],
    }),
  events: z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'a file, from the working directory, that the events of the run are kept in, to make reports of them again; with `merge`: the folder ' +
        'that the shards’ files of events were downloaded to',
    }),
}
