/** What is told of the action's outputs, in Markdown, from a small letter on and without a full stop at the end. */
export const outputWords = {
  result:
    'all of it as JSON, of every machine and of the run as a whole; its schema is [schema/result.json](schema/result.json)',
  outcome: 'how the run ended, in one word: that of its gravest machine ([the words](docs/reports.md#outcomes))',
  'failure-reason':
    'why the run did not come to what was asked, in one word, as `unreachable` or `step-failed` ([the words](docs/reports.md#reasons)); ' +
    'else empty',
  changed: 'names of the machines that were changed (with `plan`: would be), a JSON array',
  failed:
    'names of the machines that did not get where they should (failed, unhealthy, refused, skipped, cancelled, unknown), a JSON array',
  unchanged: 'names of the machines that were as declared already, a JSON array',
  drifted: 'with `check`: names of the machines that are not as their own generation has them, a JSON array',
  names: 'names of the machines of each outcome that there is, a JSON object of arrays, as `{"changed":["web-1"]}`',
  counts: 'how many machines there are, and how many of each outcome, a JSON object, as `{"machines":3,"changed":1}`',
  'plan-digest':
    'with `plan`: the digest of all machines’ plans together, which `deploy` takes as its input `plan`; else empty',
  matrix:
    'with `matrix`: JSON for `strategy.matrix`, whose jobs have `shard`, for the input of that name, and `machines`, their names; else empty',
  'summary-file': 'path of a file with the job summary in Markdown, for a comment or an artifact',
} as const

export type OutputName = keyof typeof outputWords
