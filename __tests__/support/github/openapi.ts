import { join } from 'node:path'
import { Description } from '../emulator/description'

/** GitHub's own description, as far as scripts/github-slice.mjs cut it out. */
export const description = Description.of(join(__dirname, 'openapi.json'), {
  formats: {
    // An address that was not given is an empty text in GitHub's answers.
    uri: { type: 'string', validate: value => value === '' || URL.canParse(value) },
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
    email: /@/,
  },
  // GitHub describes few of its failures: the others look like this one.
  failure: 'basic-error',
  // The repository of a head is null when the fork was deleted.
  undescribed: /\/head\/repo$/,
})
