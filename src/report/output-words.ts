/** What is told of the action's outputs, in Markdown, from a small letter on and without a full stop at the end. */
export const outputWords = {
  result:
    'all of it as JSON, of every machine and of the run as a whole; its schema is [schema/result.json](schema/result.json)',
  outcome: 'how the run ended, in one word: that of its gravest machine ([the words](docs/reports.md#outcomes))',
  changed: 'names of the machines that were changed (with `plan`: would be), a JSON array',
  failed:
    'names of the machines that did not get where they should (failed, refused, skipped, cancelled, unknown), a JSON array',
  unchanged: 'names of the machines that were as declared already, a JSON array',
  'summary-file': 'path of a file with the job summary in Markdown, for a comment or an artifact',
} as const
