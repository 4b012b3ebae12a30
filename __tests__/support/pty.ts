import { spawn } from 'node:child_process'

export interface PtyRun {
  readonly exit: number | null
  /** All that came to the screen, with its control sequences. */
  readonly screen: string
}

export interface PtyRequest {
  readonly folder: string
  readonly env?: NodeJS.ProcessEnv
  /** Keys to type, each when the screen has come to show what it waits for; one after another. */
  readonly typed?: readonly { readonly after: string | RegExp; readonly keys: string }[]
  readonly size?: { readonly rows: number; readonly columns: number }
  /** It is ended when the screen shows this, as by a terminal that is closed. */
  readonly until?: RegExp
  readonly seconds?: number
}

/** Runs a line of sh on a terminal of its own, which util-linux's script makes. It is ended after so many seconds, and has then no exit code. */
export function onPty(
  line: string,
  { folder, env = {}, typed = [], size, until, seconds = 25 }: PtyRequest,
): Promise<PtyRun> {
  const sized = size === undefined ? line : `stty rows ${size.rows} cols ${size.columns}; ${line}`
  const child = spawn('script', ['-qec', sized, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...env },
  })
  const waiting = [...typed]
  let screen = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    if (until?.test(screen)) child.kill('SIGKILL')
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const fresh = screen.slice(seen)
      if (!(typeof next.after === 'string' ? fresh.includes(next.after) : next.after.test(fresh))) return
      seen = screen.length
      waiting.shift()
      child.stdin.write(next.keys)
    }
  })
  const limit = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', exit => {
      clearTimeout(limit)
      resolve({ exit, screen })
    })
  })
}
