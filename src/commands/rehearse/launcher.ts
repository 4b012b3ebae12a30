/** The variable that says that whoever started this program as root tells it the signals through its standard input. */
export const obeysInput = 'DROVER_OBEYS_INPUT'

/**
 * Takes signals from standard input as if they were sent to this process, where `asRoot` started it: a user may not send one to a
 * process of root's. That the input ends says that the user's process is gone, killed: then nobody waits for this one.
 */
export function obeyLauncher(): void {
  if (process.env[obeysInput] === undefined) return
  // Nobody else's input is meant: not that of what a deployment file starts.
  delete process.env[obeysInput]
  const { stdin } = process
  const tell = (signal: NodeJS.Signals) => process.kill(process.pid, signal)
  let rest = ''
  stdin.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line === 'SIGINT' || line === 'SIGTERM') tell(line)
  })
  stdin.on('error', () => {}).once('end', () => tell('SIGTERM'))
  // Listening is no work: with nothing else to wait for, the program is at its end.
  stdin.unref()
}
