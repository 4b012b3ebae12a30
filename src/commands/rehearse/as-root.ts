import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, homedir, userInfo } from 'node:os'
import { childEnvironment } from '../../child-environment'
import { invokersHome } from '../../deployment/invoker'
import { DroverError } from '../../failure'
import { obeyLauncher, obeysInput } from './launcher'

/** What only root can do on this host: containers. */
const needsRoot: ReadonlySet<string> = new Set(['rehearse'])

/**
 * Starts this program again as root, by sudo without a password, as GitHub's own runners allow it; its exit code comes back.
 * Undefined where the command needs no root, or this is root already. The variables go along by name, never in argv.
 *
 * @throws DroverError `environment-failed` where sudo is not to be had
 */
export async function asRoot(command: string | undefined): Promise<number | undefined> {
  if (command === undefined || !needsRoot.has(command)) return undefined
  if (process.getuid?.() === 0) {
    obeyLauncher()
    return undefined
  }
  await refuseWithoutSudo()
  const [program, ...words] = [process.execPath, ...process.argv.slice(1)]
  // A terminal tells all that it started of Ctrl-C by itself.
  const atTerminal = process.stdin.isTTY === true
  const env = { ...process.env, [invokersHome]: homedir(), ...(atTerminal ? {} : { [obeysInput]: 'true' }) }
  // What root writes into the folders of a user's own would be in that user's way.
  const names = Object.keys(env).filter(name => !/^(SUDO_.*|_|HOME|USER|LOGNAME|XDG_.*)$/.test(name))
  const child = spawn('sudo', ['-n', `--preserve-env=${names.join(',')}`, '--', program, ...words], {
    env,
    stdio: [atTerminal ? 'inherit' : 'pipe', 'inherit', 'inherit'],
  })
  // Whoever is gone takes no more.
  child.stdin?.on('error', () => {})
  const pass = (signal: NodeJS.Signals) => child.stdin?.write(`${signal}\n`)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
    })
  } finally {
    process.off('SIGINT', pass).off('SIGTERM', pass)
  }
}

/** Asks sudo for the very program that is to be started: its rules may allow some and not others. */
async function refuseWithoutSudo(): Promise<void> {
  const child = spawn('sudo', ['-n', '--', process.execPath, '--version'], {
    env: childEnvironment({ LC_ALL: 'C' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const exit: unknown = await once(child, 'close').then(
    ([code]) => code,
    () => undefined,
  )
  if (exit === 0) return
  const why = exit === undefined ? 'sudo is not installed (package sudo)' : `sudo refused it (${said.trim()})`
  throw new DroverError({
    code: 'environment-failed',
    environment: 'container',
    message:
      `containers need root, this is ${userInfo().username}, and ${why}.\n` +
      'Run it as root, or let the user use sudo without a password.',
  })
}
