import { quote, type Script } from './script'

/**
 * How a script gets to a machine. `text` goes first on standard input, the request's own input right behind it; `command`
 * is what sshd is asked to run, and all that anybody sees in a list of processes.
 */
export interface Bootstrap {
  readonly command: string
  readonly text: Buffer
  /** What sudo shows on standard error each time that it asks for the password. */
  readonly prompt: string
  /** What comes on standard output once sudo has let the command in, which then waits for the text. */
  readonly ready: string
}

/**
 * How to start a script: `nonce` is fresh and random for every run ([0-9a-f]+), `sudo` is for a user other than root. With
 * `password` a line with the password stands before the text on standard input, whether sudo asks for it or not.
 */
export interface Start {
  readonly nonce: string
  readonly sudo: false | 'free' | 'password'
}

/** What the starting command exits with, before anything of the script ran, where its text did not arrive whole. */
export const garbled = 125

/**
 * Login shells agree on little, so the command is one that dash, bash, csh and fish read alike: no newline, no `!`, nothing
 * but plain text in single quotes. `head -c` takes the text off standard input and not a byte more. The first line of the
 * text is checked: a start-up file of the login shell may have read from standard input before us.
 *
 * The text is one pair of braces, so that one which a lost connection cut off is a syntax error and runs nothing. The script
 * stands in it as one quoted word in a subshell: its own `exit`, `set -e` or syntax error never skip the line that tells its end.
 */
export function bootstrap(script: Script, { nonce, sudo }: Start): Bootstrap {
  const text = Buffer.from(
    [
      `#${nonce}`,
      // The marker is put together there, so that a shell which echoes what it reads does not show it.
      `{ printf 'drover-%s-%s\\n' ${nonce} begin; printf 'drover-%s-%s\\n' ${nonce} begin >&2`,
      `(eval ${quote(script.sh)}); set -- "$?"`,
      `printf 'drover-%s-%s\\n' ${nonce} "end $1" >&2; printf 'drover-%s-%s\\n' ${nonce} "end $1"; exit "$1"; }\n`,
    ].join('\n'),
  )
  const marks = { prompt: `drover%${nonce}%asks:`, ready: `drover-${nonce}-ready` }
  if (sudo === 'password') return { command: withPassword(nonce, text.length), text, ...marks }
  const start = `d=$(head -c ${text.length}); case $d in "#${nonce}"*) eval "$d";; *) exit ${garbled};; esac`
  return { command: `${sudo ? 'sudo -n -- ' : ''}sh -c '${start}'`, text, ...marks }
}

/**
 * sudo takes one line off standard input, or none where it asks for no password: that line is then left out here. `-k` so that
 * it is the password that counts, and not that somebody gave one a minute ago. Neither mark stands in the command as it is
 * shown (sudo makes one `%` of two), for shells that print what they are asked. The prompt ends as no frame begins, or its last
 * letter would be held back.
 */
function withPassword(nonce: string, length: number): string {
  const left = length - nonce.length - 2
  const first = `IFS= read -r l; case $l in "#${nonce}") ;; *) IFS= read -r l;; esac`
  const start = `echo drover-"${nonce}"-ready; ${first}; d=$(head -c ${left}); case $l in "#${nonce}") eval "$d";; *) exit ${garbled};; esac`
  return `sudo -k -S -p 'drover%%${nonce}%%asks:' -- sh -c '${start}'`
}

/** One stream of a run, freed of its frame. What stands outside the frame goes to `noise` or nowhere. */
export interface Frame {
  push(chunk: Buffer): void
  /** The stream is over: gives out what was held back. */
  end(): void
  readonly begun: boolean
  /** What came before the frame began, at most 4 KiB: why a command did not even start. */
  readonly noise: string
  /** The exit code, once the end marker was seen. Without it the end of the stream says nothing. */
  readonly exit: number | undefined
}

const mostNoise = 4096

// `255`: what goes on and on behind the marker is no exit code.
const longestExit = 3

/** Takes the frame off one stream, standard output or error, however it is cut into chunks. Gives the bytes as they are. */
export function frame(nonce: string, out: (bytes: Buffer) => void): Frame {
  const begin = Buffer.from(`drover-${nonce}-begin\n`)
  // Right behind the last byte. A newline before it would be held back behind every line, until the next one comes.
  const end = Buffer.from(`drover-${nonce}-end `)
  let held: Buffer = Buffer.alloc(0)
  let noise: Buffer = Buffer.alloc(0)
  let state: 'before' | 'inside' | 'ending' | 'after' = 'before'
  let exit: number | undefined

  const give = (bytes: Buffer) => {
    if (bytes.length === 0) return
    if (state === 'before') noise = Buffer.concat([noise, bytes]).subarray(-mostNoise)
    else out(bytes)
  }
  /** Moves on to `next` when `marker` is there. Else only what may be the marker's start is held back. */
  const cross = (marker: Buffer, next: 'inside' | 'ending'): boolean => {
    const at = held.indexOf(marker)
    const upTo = at < 0 ? held.length - startOf(marker, held) : at
    give(held.subarray(0, upTo))
    held = held.subarray(at < 0 ? upTo : at + marker.length)
    if (at >= 0) state = next
    return at >= 0
  }
  return {
    push(chunk) {
      if (state === 'after') return
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      if (state === 'before' && !cross(begin, 'inside')) return
      if (state === 'inside' && !cross(end, 'ending')) return
      const newline = held.indexOf('\n')
      if (newline < 0 && held.length <= longestExit) return
      const code = /^\d{1,3}(?=\n)/.exec(held.toString('latin1', 0, longestExit + 1))?.[0]
      exit = code === undefined ? undefined : Number(code)
      held = Buffer.alloc(0)
      state = 'after'
    },
    end() {
      if (state === 'before' || state === 'inside') give(held)
      held = Buffer.alloc(0)
    },
    get begun() {
      return state !== 'before'
    },
    get noise() {
      return noise.toString()
    },
    get exit() {
      return exit
    },
  }
}

/** The length of the longest end of `bytes` with which `marker` could begin. */
function startOf(marker: Buffer, bytes: Buffer): number {
  for (let length = Math.min(marker.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(marker.subarray(0, length))) return length
  }
  return 0
}

export interface LineCutter {
  push(bytes: Buffer): void
  end(): void
  /** How many bytes of a line are held, whose newline has not come yet. */
  readonly held: number
}

/** Cuts bytes into lines: `line` gets each without its newline, as UTF-8. A last line may lack its newline. */
export function lineCutter(line: (text: string) => void): LineCutter {
  let pieces: Buffer[] = []
  let held = 0
  return {
    get held() {
      return held
    },
    push(bytes) {
      let from = 0
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
        line(Buffer.concat([...pieces, bytes.subarray(from, at)]).toString())
        pieces = []
        held = 0
        from = at + 1
      }
      if (from === bytes.length) return
      pieces.push(bytes.subarray(from))
      held += bytes.length - from
    },
    end() {
      if (pieces.length > 0) line(Buffer.concat(pieces).toString())
      pieces = []
      held = 0
    },
  }
}
