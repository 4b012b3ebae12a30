import { z } from 'zod'
import { expected } from './forms'
import { commandNames, inputWords } from './words'

/** What is done. */
export const whatIsDone = {
  command: z
    .enum(commandNames, { error: issue => expected('a command', commandNames, issue.input) })
    .default('deploy')
    .register(inputWords, {
      says:
        'what to do: `deploy` (bring the machines to what the file declares), `plan` (say what deploy would change, and change nothing), ' +
        '`validate` (read and compile the file, ask no machine), `diff` (what the file declares otherwise than at the commit `base`; ' +
        'no machine is asked and no secret needed), `check` (compare each machine with its current generation; fails with 3 where it ' +
        'drifted), `status` (list each machine’s generations), `rollback` (bring the machines back to an earlier generation, from what ' +
        'they keep), `recover` (settle what an earlier run left open), `exec` (run one command on all machines), `destroy` (take a stage down: destroy what was made for it, and bring machines of others back to what they were; ' +
        '[how](docs/github.md#previews)), `sweep` (take down the stages whose pull request is closed or whose time is over), `rehearse` (prove the deployment on containers of the ' +
        'runner; [how](docs/rehearsal.md)), `matrix` (part the machines ' +
        'into shards, for several jobs side by side) or `merge` (make one report of the shards)',
    }),
}
