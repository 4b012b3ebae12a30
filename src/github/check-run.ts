import { conclusionOf } from '../outcome'
import { type Annotation, annotationsOf } from '../report/annotation'
import { clip } from '../report/plain'
import { outcomeOfRun, type RunView } from '../report/run'
import { summaryReporter } from '../report/summary'
import { headlineWords } from '../report/words'
import { headerLine, headerOf } from './header'
import type { Place } from './place'

/** What GitHub takes: of each text, and of annotations in one request (REST, “Create a check run”). */
const most = { characters: 65_535, title: 255, batch: 50 }

/** So many annotations are told in all, the gravest first: the summary has what is left out. */
const mostAnnotations = 250

/** An annotation as GitHub's check runs have it. */
export interface CheckAnnotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'failure' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

export interface CheckRun {
  readonly name: string
  /** The same for each run that tells of the same: by it the check run is found again, and updated. */
  readonly externalId: string
  readonly conclusion: ReturnType<typeof conclusionOf>
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly annotations: readonly CheckAnnotation[]
}

/** The name under which a stage's check runs stand on a commit, and may be required before a merge. */
export const checkName = ({ stage, part }: Pick<Place, 'stage' | 'part'>): string =>
  `drover / ${stage}${part === '' ? '' : ` (${part})`}`

export const checkRunOf = (run: RunView, place: Place): CheckRun => ({
  name: checkName(place),
  externalId: `drover-${place.command}-${place.key}`,
  conclusion: conclusionOf(outcomeOfRun(run)),
  title: clip(headlineWords(run), most.title),
  summary: summaryReporter(most.characters).render(run),
  text: textOf(run, place),
  annotations: annotationsOf(run).flatMap(annotationOf).slice(0, mostAnnotations),
})

/** The annotations as they fit into requests. */
export const batches = (annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] =>
  Array.from({ length: Math.ceil(annotations.length / most.batch) }, (_, index) =>
    annotations.slice(index * most.batch, (index + 1) * most.batch),
  )

/** What `deploy` reads when it is to do no more than what was reviewed. */
function textOf(run: RunView, place: Place): string {
  const plans = Object.fromEntries(
    run.machines.flatMap(each => (each.digest ? [[each.name, each.digest.slice(0, 16)]] : [])),
  )
  const header = headerOf(run, place)
  const all = headerLine({ ...header, plans, truncated: false })
  return all.length <= most.characters ? all : headerLine({ ...header, truncated: true })
}

/** What stands on no line of the repository has no place here: the summary tells it. */
function annotationOf({ level, title, message, frame }: Annotation): readonly CheckAnnotation[] {
  if (frame === undefined || /^(\/|\.\.\/|[a-z]+:)/i.test(frame.file)) return []
  return [
    {
      path: frame.file,
      start_line: frame.line,
      end_line: frame.line,
      annotation_level: level === 'error' ? 'failure' : level,
      title,
      message,
    },
  ]
}
