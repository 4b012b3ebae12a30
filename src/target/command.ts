import { constants } from 'node:os'
import { lines, type Script, sh } from './script'

// What becomes the command, as the leader of a session of its own: with its process id, so that all it starts can be found.
// Beside it stands a guard. The runner keeps standard input (3) open as long as the command is wanted: at its end, and so
// when the connection is gone too, the command is told to end, and five seconds later it is killed with all it started.
const leader = sh`exec 5>&-
(
  trap '' HUP INT TERM
  cat <&3
  kill -0 $$ || exit
  kill -s TERM -- -$$
  sleep 5
  kill -s KILL -- -$$
) >/dev/null 2>&1 &
if [ -n "$1" ]; then LC_ALL=$1; else unset LC_ALL; fi
shift
exec "$@" 3<&- </dev/null 2>&1`

/**
 * Runs a command of a person's until it ends, or until standard input does. Both of its streams come on standard output, in
 * the order in which they were written. It exits as the command did; `readSignal` finds in its standard error what ended it
 * instead, for which sh itself has no word: 137 may be an exit code, too.
 *
 * Several words are the command and its arguments, which no shell reads. A single word is a line, or a whole script, for `sh -e`.
 */
export function personsCommand(words: readonly string[]): Script {
  const command = words.length === 1 ? ['sh', '-e', '-c', ...words] : words
  return lines(
    sh`exec 3<&0 5>&1`,
    // setsid alone tells on its standard error that something did not exit by itself, and exits with the signal's number.
    sh`said=$(LC_ALL=C setsid --fork --wait sh -c ${leader.sh} drover "\${LC_ALL-}" ${command} 2>&1 >&5 5>&-)
status=$?
case $said in
  *'did not exit normally'*) printf 'signal %s\n' "$((status & 127))" >&2 ;;
  '') ;;
  *) printf '%s\n' "$said" ;;
esac
exit "$status"`,
  )
}

/** The name of the signal that ended the command, as SIGKILL. */
export function readSignal(stderr: string): string | undefined {
  const number = /^signal (\d+)$/m.exec(stderr)?.[1]
  if (number === undefined) return undefined
  const [name = `signal ${number}`] =
    Object.entries(constants.signals).find(([, value]) => value === Number(number)) ?? []
  return name
}
