import { DroverError } from '../../failure'
import { pathsOf } from '../../resources/path'
import type { Step } from '../../resources/step'
import { lines, type Script, sh } from '../../target/script'
import type { Target } from '../../target/target'
import type { Circumstances } from '../herd'
import { ask } from '../line/ask'
import type { Prepared } from './plan-machine'

// Beyond this many, what drifted is told without a trail: a machine on which everything is another is no case for it.
const most = 40
const linesEach = 8

type Asked = Pick<Circumstances, 'emit' | 'signal'>

/**
 * Says what the machine knows of how it came to differ from its own current generation: when each place was changed, what dpkg and
 * apt wrote down, who was at work there in those minutes. One more command, and only where something drifted; what can't be known
 * is left out, and a trail that can't be asked for fails nothing.
 */
export async function tellTrail(
  name: string,
  target: Target,
  { planned, resolved, kinds }: Prepared,
  { emit, signal }: Asked,
): Promise<void> {
  const ids = new Set(planned.plan.steps.filter(({ drift }) => drift).flatMap(idsOf))
  const drifted = resolved.resources.filter(({ id }) => ids.has(id)).slice(0, most)
  if (drifted.length === 0) return
  const questions = drifted.map(({ id, kind: kindName, want }) => {
    const kind = kinds.get(kindName)
    const places = pathsOf(kind?.claims(want) ?? [])
    return { id, places, own: kind?.trail?.(want) }
  })
  const parts = Object.fromEntries([
    [
      'places',
      lines(...questions.map(({ places }, index) => lines(sh`printf 'of %s\n' ${index}`, placesScript(places)))),
    ],
    ...questions.flatMap(({ own }, index) => (own ? [[`own ${index}`, own.ask] as const] : [])),
  ])
  try {
    const said = await ask(target, { what: 'ask who changed it', before, parts, signal })
    const places = new Map(
      `\n${said('places')}`.split(/\nof (?=\d)/).map(part => [part.split('\n', 1)[0], part] as const),
    )
    const trails = questions.map(({ id, own }, index) => {
      const told = [...readPlaces(places.get(String(index)) ?? ''), ...(own?.read(`${said(`own ${index}`)}\n`) ?? [])]
      return [id, told.slice(0, linesEach).map(line => line.slice(0, 500))] as const
    })
    emit({ type: 'drift-traced', machine: name, trails: Object.fromEntries(trails) })
  } catch (error) {
    if (signal.aborted || !(error instanceof DroverError)) throw error
    emit({ type: 'progress', machine: name, message: 'it could not be asked who changed what drifted' })
  }
}

const idsOf = ({ resource, members }: Step): readonly string[] => members ?? [resource]

/**
 * Of sudo and of logins in the ten minutes before a change: who and when. Command lines stay on the machine, there may be a secret
 * in one. The journal is asked for few moments only: it may be long.
 */
const before = sh`export LC_ALL=C
drover_asked=' ' drover_times=0
drover_near() {
  case $drover_asked in *" $(($1 / 60)) "*) return ;; esac
  [ "$drover_times" -lt 3 ] || return 0
  drover_times=$((drover_times + 1)) drover_asked="$drover_asked$(($1 / 60)) "
  timeout 10 journalctl -q --no-pager -o short-unix --since "@$(($1 - 600))" --until "@$(($1 + 2))" \
    -t sudo -t su -t sshd -t sshd-session -t login 2>/dev/null </dev/null |
    sed -n -e 's/^\([0-9]*\)[0-9.]* [^ ]* sudo\[*[0-9]*\]*: *\([^ ]*\) : .*COMMAND=.*/near \1 sudo \2/p' \
      -e 's/^\([0-9]*\)[0-9.]* [^ ]* sshd[a-z-]*\[[0-9]*\]: Accepted [^ ]* for \([^ ]*\) from \([^ ]*\) .*/near \1 login \2 \3/p' \
      -e 's/^\([0-9]*\)[0-9.]* [^ ]* su\[*[0-9]*\]*: (to \([^ ]*\)) \([^ ]*\) on .*/near \1 su \2 \3/p' \
      -e 's/^\([0-9]*\)[0-9.]* [^ ]* login\[[0-9]*\]: .*session opened for user \([^ (]*\).*/near \1 login \2 console/p' |
    tail -n 4 || :
}`

/** Prints `at CHANGED MODIFIED PATH` of what stands at each place, `gone CHANGED FOLDER PATH` of what does not, and who was near. */
const placesScript = (places: readonly string[]): Script => sh`for at in ${places}; do
  if [ -e "$at" ] || [ -L "$at" ]; then
    times=$(stat -c '%Z %Y' -- "$at") || continue
    printf 'at %s %s\n' "$times" "$at"
    drover_near "\${times%% *}"
  else
    folder=\${at%/*}
    times=$(stat -c %Z -- "\${folder:-/}" 2>/dev/null) || continue
    printf 'gone %s %s %s\n' "$times" "\${folder:-/}" "$at"
    drover_near "$times"
  fi
done`

/** In words. */
export function readPlaces(answer: string): readonly string[] {
  const near = new Map<string, string>()
  const told: string[] = []
  for (const line of answer.split('\n')) {
    const [, changed, modified, path] = /^at (\d+) (\d+) (\/.*)$/.exec(line) ?? []
    if (changed && modified && path) {
      const content = modified === changed ? '' : ` (what is in it: ${moment(modified)})`
      told.push(`${path} was changed last at ${moment(changed)}${content}`)
    }
    const [, since, folder, gone] = /^gone (\d+) (\/\S*) (\/.*)$/.exec(line) ?? []
    if (since && folder && gone) told.push(`${gone} is gone; its folder ${folder} was changed last at ${moment(since)}`)
    const [, at, how, who, where] = /^near (\d+) (sudo|login|su) (\S+)(?: (\S+))?$/.exec(line) ?? []
    if (at && how && who) near.set(`${how} ${who} ${where}`, nearWords(how, who, where, moment(at)))
  }
  return near.size === 0
    ? told
    : [...told, `in the journal, in the ten minutes before: ${[...near.values()].join('; ')}`]
}

function nearWords(how: string, who: string, where: string | undefined, at: string): string {
  if (how === 'sudo') return `sudo by ${who} at ${at}`
  if (how === 'su') return `su from ${where ?? '?'} to ${who} at ${at}`
  return `login of ${who} from ${where ?? '?'} at ${at}`
}

const moment = (seconds: string): string => new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')
