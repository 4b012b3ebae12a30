import type { Failure, OnTheWay } from '../failure'
import { explainHostKey } from './explain-host-key'

type Access = Extract<
  Failure,
  {
    code:
      | 'key-unusable'
      | 'machine-unreachable'
      | 'host-key-refused'
      | 'authentication-failed'
      | 'sudo-refused'
      | 'connection-lost'
      | 'timed-out'
  }
>

/** What went wrong on the way to a machine. Part of `explain`. */
export function explainAccess(failure: Access): string {
  return 'jump' in failure && failure.jump ? `${onTheWay(failure.jump)}\n${explained(failure)}` : explained(failure)
}

const onTheWay = ({ number, of, to }: OnTheWay): string =>
  of === 1 ? `On the way to ${to}, at its jump host:` : `On the way to ${to}, at jump host ${number} of ${of}:`

function explained(failure: Access): string {
  switch (failure.code) {
    case 'key-unusable':
      return `The private key from ${failure.source} can't be used: ${failure.message}`
    case 'machine-unreachable': {
      const attempts = failure.attempts === 1 ? 'one attempt' : `${failure.attempts} attempts`
      return (
        `${at(failure)} could not be reached in ${attempts}: ${failure.message}\n` +
        'Nothing was changed on it. See that the machine is up, that sshd listens there, and that this runner may reach it.'
      )
    }
    case 'host-key-refused':
      return explainHostKey(failure)
    case 'authentication-failed': {
      const { host, user, offered, allowed } = failure
      return [
        `${host} did not let ${user} in; nothing was changed on it.`,
        offered.length === 0 ? 'No key was offered.' : `Offered: ${offered.join(', ')}.`,
        allowed.length === 0 ? 'It did not say what it allows.' : `It allows: ${allowed.join(', ')}.`,
        offered.length === 0
          ? 'Give a private key with the input “ssh-key”, or by an SSH agent.'
          : `See that one of these keys stands in the authorized keys of ${user}, and that sshd lets ${user} in.`,
      ].join('\n')
    }
    case 'sudo-refused':
      return explainSudo(failure)
    case 'connection-lost':
      return `The connection to ${failure.host} was lost: ${failure.message}\n${failure.command ? endsThere : goesOn}`
    case 'timed-out':
      return explainLate(failure)
  }
}

const goesOn =
  'If a change was submitted already, the machine goes on with it. The next deploy starts from what it observes.'
const endsThere =
  'The machine ends the command, and all that it started, when it notices that. What the command did until then stays.'

/** Which limit it was, and where the command stood. */
function explainLate(failure: Extract<Failure, { code: 'timed-out' }>): string {
  const { host, what, limit, seconds, begun, quiet, command } = failure
  const stood = begun
    ? `It had begun${limit === 'command' && quiet > 0 ? `, and said nothing for the last ${quiet} s` : ''}.`
    : 'It had not begun: see what the login shell or sudo waits for there.'
  return [
    `${host}: “${what}” ${limit === 'silence' ? 'said nothing for' : 'did not end within'} ${seconds} s, the limit for ` +
      `${limit === 'silence' ? 'silence' : 'a command'}. ${stood}`,
    `${command ? endsThere : 'It may still be going on there.'} To wait longer, declare managedHost’s limits: { ${limit}: … }.`,
  ].join('\n')
}

function explainSudo({ host, user, said, password }: Extract<Failure, { code: 'sudo-refused' }>): string {
  if (password === 'wrong') {
    return [
      `sudo on ${host} did not take ${user}’s password; it was tried once, and nothing was changed on it.`,
      `See that the secret in managedHost’s “sudoPassword” is the password of ${user} there, and that the workflow gives it. ` +
        'Where sudo asks for a code before the password, it took the one for the other.',
    ].join('\n')
  }
  if (password === 'more') {
    return [
      `sudo on ${host} asked ${user} for something beside the password, as for the code of a second factor` +
        `${said === '' ? '.' : `: ${said}`}`,
      'Drover answers with the password alone; it was tried once, and nothing was changed. Let sudo ask this user for no second factor ' +
        '(/etc/pam.d/sudo there), or for nothing at all, in /etc/sudoers.d/drover (with visudo -f):',
      `  ${user} ALL=(ALL) NOPASSWD: ALL`,
    ].join('\n')
  }
  const missing = /not found|unknown command/i.test(said)
  const terminal = /must have a tty|no tty present/.test(said) ? [`  Defaults:${user} !requiretty`] : []
  const give = password ? '' : ', or give the password by managedHost’s “sudoPassword”'
  return [
    `${user} may not run sudo${password ? '' : ' -n'} on ${host}; nothing was changed on it. It said: ${said}`,
    missing
      ? 'Install sudo there, or log in as root. With sudo, add to /etc/sudoers.d/drover (with visudo -f):'
      : `Add to /etc/sudoers.d/drover there (with visudo -f)${give}, or log in as root:`,
    `  ${user} ALL=(ALL) ${password ? '' : 'NOPASSWD: '}ALL`,
    ...terminal,
  ].join('\n')
}

function at({ host, port, otherPorts = [] }: Extract<Failure, { code: 'machine-unreachable' }>): string {
  if (otherPorts.length > 0) return `${host} (ports ${[port, ...otherPorts].join(', ')})`
  return port === 22 ? host : `${host} (port ${port})`
}
