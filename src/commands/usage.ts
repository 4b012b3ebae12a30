/** What `drover help` prints. */
export const usage = `drover drives a herd of machines to the state that a repository declares.

  drover deploy      bring the machines to what the deployment file declares
  drover plan        say what deploy would change; change nothing
  drover validate    read and check the deployment file; touch no machine
  drover check       compare each machine with its current generation; exit code 3 where it drifted
  drover status      list the generations that each machine keeps
  drover rollback    bring the machines back to the generation before, or to another one [--to N]; 0 is before the first
  drover recover     settle what an earlier run left open: undo it, or with --accept take it as it is
  drover gc          remove generations that are not kept, and what no other needs
  drover release     bring the machines back to what they were before the first deployment, and forget it
  drover exec -- CMD …    run one command on all machines side by side, as root
  drover rerun RESULT    deploy the machines that did not get there, by the result (--json) of a deploy
  drover destroy     destroy the environments that Drover made (containers), with all on them
  drover init        write a first deploy.ts, its workflow and the editor's types [--force to write over them]
  drover types       write the editor's types, drover.d.ts, beside the deployment file
  drover completion bash    print what completes these words in bash: source <(drover completion bash)
  drover manifest    print what the deployment file compiles to [--ref COMMIT]
  drover graph       draw each machine's services and whom they extend [--format mermaid|dot]
  drover report NAME EVENTS    make a report again from a file of events (log, summary, annotations, result)

  -C, --working-directory DIR  where the deployment file is looked for
  -f, --file FILE              the deployment file (deploy.ts, .mts, .js, .mjs, .yml, .yaml or .json)
  -s, --stage NAME             the stage (production)
  -m, --machines SELECTOR      names, globs, @labels and !negations, separated by commas
  -i, --identity FILE          a private key to log in with (else the SSH agent); DROVER_SSH_PASSPHRASE unlocks it
      --known-hosts FILE       host keys, beside those that the deployment file pins
      --max-parallel N         machines at a time (64)
      --on-failure WHAT        when a machine fails: undo-all, undo-machine (the others go on) or stop
      --timeout TIME           for the whole run, as 90, 30m or 2h (30m)
      --json                   the result as JSON on standard output, the log on standard error
      --events FILE            keep the events in a file, which is begun anew
  -v, --verbose                every remote command; secrets are hidden
  -y, --yes                    do not ask before the first change

Exit codes: 0 done, 1 a machine failed, 2 bad input, 3 drift found, 4 refused, 5 a state is unknown, 130 and 143 cancelled.
`
