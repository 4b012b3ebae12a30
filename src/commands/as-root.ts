import { spawn } from 'node:child_process'
import { homedir, userInfo } from 'node:os'
import { invokersHome } from '../deployment/invoker'

/** What only root can do on this host: containers. */
const needsRoot: ReadonlySet<string> = new Set(['rehearse'])

/**
 * Starts this program again as root, by sudo without a password, as GitHub's own runners allow it; its exit code comes back.
 * Undefined where the command needs no root, or this is root already. The variables go along by name, never in argv.
 */
export async function asRoot(command: string | undefined): Promise<number | undefined> {
  if (command === undefined || !needsRoot.has(command) || process.getuid?.() === 0) return undefined
  const [program, ...words] = [process.execPath, ...process.argv.slice(1)]
  const env = { ...process.env, [invokersHome]: homedir() }
  // What root writes into the folders of a user's own would be in that user's way.
  const names = Object.keys(env).filter(name => !/^(SUDO_.*|_|HOME|USER|LOGNAME|XDG_.*)$/.test(name))
  const child = spawn('sudo', ['-n', `--preserve-env=${names.join(',')}`, '--', program, ...words], {
    env,
    stdio: 'inherit',
  })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  try {
    const exit = await new Promise<number | undefined>(resolve => {
      child.once('error', () => resolve(undefined))
      child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
    })
    return exit ?? refused()
  } finally {
    process.off('SIGINT', pass).off('SIGTERM', pass)
  }
}

function refused(): number {
  process.stderr.write(
    `“rehearse” boots containers, which needs root, and ${userInfo().username} has no sudo here: run it as root, or let the user use sudo without a password.\n`,
  )
  return 1
}
