import type { Failure, Finding, Mistake, Sick } from '../failure'
import { callersOf, place } from '../origin'
import { explainAccess } from './explain-access'
import { explainEnvironment } from './explain-environment'
import { containersLeft, explainRehearsal } from './explain-rehearsal'

/**
 * A failure as a person reads it at night in a CI log: what happened, where, what state the machine is in, what to do.
 * The output of a failed step is not in it: each report shows that in its own way.
 */
export const explain = (failure: Failure): string => explained(failure, undone)

const mostLost = 20

/** `state` is what the machine is in after something that was begun there failed. */
function explained(failure: Failure, state: string): string {
  switch (failure.code) {
    case 'bad-input':
      return `The input “${failure.input}” can't be used: ${failure.message}`
    case 'deployment-file-missing':
      return `There is no deployment file. Looked for ${listed(failure.looked)}. Write one, or name it with the input “file”.`
    case 'deployment-file-broken':
      return `${place(failure.origin) ?? failure.file}: the deployment file can't be loaded: ${failure.message}\nNo machine was touched.`
    case 'mistakes':
      return explainMistakes(failure.file, failure.mistakes)
    case 'foreign-commit':
      return (
        `The deployment file is of the commit ${failure.commit.slice(0, 12)}, and is not read: ${failure.why}.\n` +
        `It is a program, and would run here with all that this job has. What may be somebody else’s work is for “diff” or “rehearse”, ` +
        `in a job without secrets; what was reviewed is on a branch of ${failure.repository}.`
      )
    case 'cannot-evaluate':
      return `can't evaluate ${failure.commit}: ${failure.message}`
    case 'not-brought-back':
      return (
        `${failure.by === 'rollback' ? 'It was deployed and well, but rolling it back' : 'The deployment failed, and undoing it'} did not bring all back:\n` +
        `${failure.lost.slice(0, mostLost).join('\n')}${failure.lost.length > mostLost ? `\n… and ${failure.lost.length - mostLost} more` : ''}`
      )
    case 'shards-lost':
      return (
        `There is no report of ${failure.shards.length === 1 ? 'the shard' : 'the shards'} ${listed(failure.shards)}: what became of their machines is not known.\n` +
        'Look at the log of its job. “drover status” says which generation each machine has.'
      )
    case 'no-machine-selected':
      return (
        `“${failure.selector}” selects no machine. ` +
        (failure.known.length > 0
          ? `The deployment file has ${listed(failure.known)}.`
          : 'The deployment file has none.')
      )
    case 'key-unusable':
    case 'machine-unreachable':
    case 'host-key-refused':
    case 'authentication-failed':
    case 'sudo-refused':
    case 'connection-lost':
    case 'timed-out':
      return explainAccess(failure)
    case 'cancelled':
      if (failure.rehearsal) return explainRehearsal(failure)
      if (failure.ended) return 'Cancelled. The command was told to end, and has.'
      return failure.loading === undefined
        ? `Cancelled. ${failure.undone ? state : begun}`
        : `Cancelled while ${failure.loading} was loaded. No machine was touched.`
    case 'run-timed-out': {
      const limit = `its “timeout” of ${failure.seconds % 60 === 0 ? `${failure.seconds / 60} min` : `${failure.seconds} s`}`
      return failure.loading === undefined
        ? `Stopped: the run did not end within ${limit}. ${failure.undone ? state : begun}`
        : `Stopped: ${failure.loading} was not loaded within ${limit}. No machine was touched.`
    }
    case 'deployment-code-failed':
      return `${place(failure.origin) ?? 'The deployment file'}: its code ended the run: ${failure.message}\n${begun}`
    case 'environment-failed':
    case 'environment-refused':
    case 'foreign-machine':
      return explainEnvironment(failure)
    case 'protected-stage':
      return (
        `The stage “${failure.stage}” is protected (protect: ${listed(failure.protects)}), and nothing of it was destroyed.\n` +
        'If it is to go all the same, say so: with the input “allow-protected: true”, the option “--allow-protected”, or, at a terminal, ' +
        'by typing its name when “drover destroy” asks.'
      )
    case 'github-unasked':
      return `What GitHub knows is needed for this, and nothing was done without it: ${failure.why}.`
    case 'account-unnamed':
      return (
        `The stage “${failure.stage}” was deployed with ${listed(failure.environments)} machines in an account that this deployment file no longer ` +
        'names: what is left of them can’t be seen.\n' +
        'Name the account, as accounts: [hetzner.account({ token: … })] in deployment({ … }), and run it again. Where nothing is left there, ' +
        'make the stage’s deployment on GitHub inactive: docs/github.md says how.'
      )
    case 'left-behind':
      return (
        `Not all of the stage “${failure.stage}” is gone:\n${failure.what.map(each => `  ${each}`).join('\n')}\n` +
        (failure.rehearsal
          ? containersLeft(failure.stage)
          : 'Run “drover destroy” again when that is mended: what is gone already is left alone.')
      )
    case 'answer-too-big':
      return (
        `${failure.host} answered “${failure.what}” with ` +
        (failure.part === 'line'
          ? `a line longer than ${failure.mebibytes} MiB`
          : `more than ${failure.mebibytes} MiB`) +
        ', which is the most that is taken; nothing of it counts.\n' +
        'See what prints so much there: a start-up file, a probe or a hook of your own. Log-level debug shows what was asked.'
      )
    case 'remote-answer-broken':
      return (
        `The machine's answer to “${failure.what}” can't be read: ${failure.message}\n` +
        'Nothing is taken for known of what it did not say. Run again with log-level debug to see what was asked.'
      )
    case 'checks-failed':
      return (
        'The machine does not fit what is declared; nothing was changed on it:\n' +
        failure.findings.map(finding => `  ${explainFinding(finding)}`).join('\n')
      )
    case 'claimed-by-another':
      return (
        `${failure.place} belongs to the deployment ${failure.owner}; nothing was changed on the machine. ` +
        `Take it out of one of the two deployment files, and deploy that one first.`
      )
    case 'handed-over':
      return (
        `${failure.place} would go from ${failure.from} to ${failure.to} in one deployment, and what stood there before Drover came ` +
        `would be lost; nothing was changed on the machine. Take ${failure.from} out and deploy; then add ${failure.to} and deploy again.`
      )
    case 'undone-with-others':
      return failure.begun
        ? `${failure.machine} failed, and the machines are one transaction (onFailure: undo-all). ${state}`
        : `${failure.machine} failed before this one was begun, and the machines are one transaction (onFailure: undo-all). It is as it was.`
    case 'kept-without-others':
      return (
        `${failure.machine} could not be confirmed, and the machines are one transaction (onFailure: undo-all); but this one was ` +
        `confirmed, stays as it is now, and could not be brought back: ${explain(failure.cause)}\n` +
        'Run “drover rollback” for it when that is mended.'
      )
    case 'stopped':
      return `Not begun, because ${failure.machine} failed (onFailure: stop). It is as it was.`
    case 'canary-failed':
      return (
        `Not begun, because the ${failure.machines.length === 1 ? 'canary' : 'canaries'} ${listed(failure.machines)} ` +
        (failure.unreachable
          ? 'could not be reached: nothing shows that the change is sound. '
          : 'did not get there, and no other machine is begun before the canaries are well. ') +
        'Nothing was changed here. Mend the cause and deploy again.'
      )
    case 'too-many-failed':
      return (
        `Not begun, because ${listed(failure.machines)} failed: no further batch begins once ` +
        `${failure.allowed === 0 ? 'a machine has failed' : `more than ${failure.allowed} machines have failed`} (maxFailures). ` +
        'Nothing was changed here. Mend the cause and deploy again.'
      )
    case 'none-reached':
      return 'None of the machines could be reached, so nothing was done: “unreachable: skip” is for some of them, and not for all.'
    case 'irreversible':
      return (
        `It can’t be undone if something fails, so nothing was changed:\n${indented(failure.steps.join('\n'))}\n` +
        'Allow it with “allowIrreversible: true” in deployment({ … }), the input allow-irreversible, or --allow-irreversible.'
      )
    case 'not-forward':
      return explainNotForward(failure)
    case 'not-reviewed':
      return explainNotReviewed(failure)
    case 'no-reviewed-plan':
      return (
        `Only what was reviewed is to be deployed, and there is no review of it: ${failure.why}. Nothing was changed. Plan on the ` +
        'pull request with the same stage and with “checks: write”, or give the digest of a plan.'
      )
    case 'no-generation':
      return (
        `${noGeneration(failure.wanted)} ` +
        `The machine keeps ${failure.kept.length === 0 ? 'none' : listed(failure.kept.map(String))}; nothing was changed on it. ` +
        'Generation 0 is what stood there before the first deployment.'
      )
    case 'unknown-kinds':
      return (
        `Generation ${failure.generation} has ${listed(failure.resources)}, of a kind that the deployment file does not know any ` +
        'more, and that left no script on the machine that makes it: it can’t say what to do without looking at the machine first. ' +
        'Nothing was changed there. Roll back from a commit that still has the kind.'
      )
    case 'locked':
      return (
        `${failure.holder} is deploying to this machine; nothing was changed by this run. ` +
        'Wait for it to end, then run this one again.'
      )
    case 'held':
      return `Locked by hand: ${failure.by}. Nothing was changed. “drover unlock” lets deployments change it again.`
    case 'newer-format':
      return (
        `${failure.what} was written by a newer Drover (format ${failure.found}; this version knows up to ${failure.known}). ` +
        'Nothing was changed. Use that version here too.'
      )
    case 'unobserved':
      return (
        `The machine could not say what state these are in: ${listed(failure.resources)}. ` +
        'What is not known is not changed, so nothing was changed on it. Run again with log-level debug to see what was asked.'
      )
    case 'step-failed':
      return explainStep(failure, state)
    case 'unhealthy':
      return failure.found
        ? `Nothing was to be changed, but the machine is not well; it was left as it is. What is wrong:\n${explainSick(failure.sick)}`
        : `The machine was not well after the change. ${state} What was wrong:\n${explainSick(failure.sick)}`
    case 'locked-out':
      return (
        `After the change no new connection could be made: ${failure.message}\n${state} ` +
        'Look for what in it concerns sshd, the user that logs in, its keys or its rights.'
      )
    case 'undone-by-machine':
      return `The machine undid the change by itself: ${failure.reason}. It is as it was before.`
    case 'undo-failed':
      return (
        `${explained(failure.cause, 'It was to be undone.')}\nNot all could be undone; the machine is between two generations, and no deployment begins there ` +
        `until “drover recover” has settled it. Left as they are:\n` +
        failure.left.map(({ title, exit, output }) => indented(`${title} (exit ${exit})\n${output}`)).join('\n')
      )
    case 'undo-open':
      return (
        `An earlier deployment could not be undone (${failure.reason}); nothing was changed by this run. ` +
        'Run “drover recover” first: it tries again, or takes what is there.'
      )
    case 'state-unknown':
      return (
        `What state the machine is in is not known: ${failure.message}\n` +
        'Look at it before you rely on it. The next deploy starts from what it observes.'
      )
    case 'dependency-failed':
      return `Not begun, because ${failure.machine}, which it comes after, did not get there. This machine is as it was.`
    case 'command-failed':
      return `The command ended with exit code ${failure.exit}.`
    case 'command-killed':
      return `The command was ended by ${failure.signal}; it has no exit code.`
    case 'unexpected':
      return (
        `Drover made a mistake of its own: ${failure.message}\n` +
        'Please report it, with the log of a run with log-level debug: that shows where it happened.'
      )
  }
}

function noGeneration(wanted: number | 'previous' | 'current'): string {
  if (wanted === 'current') return 'This deployment was never deployed to this machine.'
  return wanted === 'previous' ? 'There is no generation before the current one.' : `There is no generation ${wanted}.`
}

const undone = 'All of it was undone: the machine is as it was before.'

const begun =
  'A step that was running may have been finished by the machine; the next deploy starts from what it observes.'

/** Mistakes as compilers write them, one a line, so that editors and people find the place. */
function explainMistakes(file: string, mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`
  return [`${count} in ${file}; no machine was touched.`, ...mistakes.map(one => explainMistake(one, file))].join('\n')
}

/** `file:line:column: path: message (did you mean “x”?) (called at file:line:column)`; what is not known of it is left out. */
function explainMistake(mistake: Mistake, file: string): string {
  const { origin, path } = mistake
  const callers = callersOf(origin).map(caller => ` (called at ${place([caller])})`)
  return `${place(origin) ?? file}: ${path === '' ? '' : `${path}: `}${mistakeWords(mistake)}${callers.join('')}`
}

/** What is wrong, what was probably meant, and for which other machines it is the same. */
export const mistakeWords = ({ message, suggestion, also = [] }: Mistake): string =>
  message +
  (suggestion === undefined ? '' : ` (did you mean “${suggestion}”?)`) +
  (also.length === 0 ? '' : ` (the same for ${listed(also)})`)

/** Of several each with its line; of a single one, whoever shows it tells that beside it. */
const explainSick = (sick: readonly Sick[]): string =>
  sick
    .map(({ message, origin }) => {
      const where = sick.length > 1 ? place(origin) : undefined
      return indented(where === undefined ? message : message.replace(/$/m, ` (declared at ${where})`))
    })
    .join('\n')

export const explainFinding = ({ check, answer, message }: Finding): string =>
  `${check}: ${answer === 'unknown' ? 'could not tell: ' : ''}${message}`

function explainStep({ title, exit, done, notDone }: Extract<Failure, { code: 'step-failed' }>, state: string): string {
  const signal = exit > 128 && exit < 160 ? `, ended by signal ${exit - 128}` : ''
  const before = done.length === 0 ? '' : `${steps(done.length)} before it ${done.length === 1 ? 'was' : 'were'} done`
  const after =
    notDone.length === 0 ? '' : `${steps(notDone.length)} after it ${notDone.length === 1 ? 'was' : 'were'} not run`
  const around = [before, after].filter(Boolean).join(', ')
  return (
    `“${title}” failed with exit code ${exit}${signal}${around === '' ? '' : ` (${around})`}. ${state} ` +
    'Mend the cause and deploy again.'
  )
}

function explainNotForward({ relation, running, wanted, why }: Extract<Failure, { code: 'not-forward' }>): string {
  const [now, next] = [running.slice(0, 12), wanted.slice(0, 12)]
  const said = {
    behind: `${next} is older than ${now}, which runs there: a deployment of it would go back`,
    diverged: `${next} does not descend from ${now}, which runs there: what that one brought would be lost`,
    unknown: `nobody can tell whether ${next} descends from ${now}, which runs there: ${why ?? 'it was not said why'}`,
  }
  return (
    `Forward only: ${said[relation]}. Nothing was changed. To do it all the same: “allowDowngrade: true” in deployment({ … }), ` +
    'the input allow-downgrade, or --allow-downgrade; “drover rollback” goes back to what a machine keeps.'
  )
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ')

const steps = (count: number) => (count === 1 ? '1 step' : `${count} steps`)

const listed = (words: readonly string[]): string =>
  words.length <= 20 ? words.join(', ') : `${words.slice(0, 20).join(', ')} and ${words.length - 20} more`

const ownPlan = {
  same: 'This machine’s own plan is the one that was reviewed. ',
  other: 'This machine’s own plan is another one. ',
  new: 'This machine is in no plan that was reviewed. ',
}

function explainNotReviewed({ reviewed, found, own, where }: Extract<Failure, { code: 'not-reviewed' }>): string {
  return (
    `What would be done now (plan ${found.slice(0, 12)}) is not what was reviewed (plan ${reviewed.slice(0, 12)}` +
    `${where === undefined ? '' : `, ${where}`}); nothing was changed. ${own === undefined ? '' : ownPlan[own]}` +
    'Look at the changes, and deploy with the new plan’s digest.'
  )
}
