import { z } from 'zod'
import { created, notFound, type Operation, ok } from './answer'
import { checkRunOverLimit } from './limits'
import { page } from './pages'
import { objectOf } from './sample'
import { type Annotation, type CheckRun, now, type World } from './world'

const Output = z.object({
  title: z.string().nullish(),
  summary: z.string().nullish(),
  text: z.string().nullish(),
  annotations: z
    .array(
      z.object({
        path: z.string(),
        start_line: z.number(),
        end_line: z.number(),
        start_column: z.number().optional(),
        end_column: z.number().optional(),
        annotation_level: z.string(),
        message: z.string(),
        title: z.string().optional(),
        raw_details: z.string().optional(),
      }),
    )
    .optional(),
})

const Body = z.object({
  name: z.string().optional(),
  status: z.string().optional(),
  conclusion: z.string().optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: Output.optional(),
})

export const createCheckRun: Operation = ({ body }, world) => {
  const { head_sha: sha, ...rest } = Body.extend({ head_sha: z.string() }).parse(body)
  const over = checkRunOverLimit(rest.output)
  if (over !== undefined) return over
  const run: CheckRun = {
    id: world.id(),
    name: '',
    sha,
    status: 'queued',
    conclusion: null,
    detailsUrl: null,
    externalId: null,
    startedAt: now(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    app: 'github-actions',
  }
  world.checkRuns.push(changed(run, rest))
  return created(shown(run))
}

export const updateCheckRun: Operation = ({ params, body }, world) => {
  const run = runOf(world, params.check_run_id)
  if (run === undefined) return notFound
  const change = Body.parse(body)
  return checkRunOverLimit(change.output) ?? ok(shown(changed(run, change)))
}

export const getCheckRun: Operation = ({ params }, world) => {
  const run = runOf(world, params.check_run_id)
  return run === undefined ? notFound : ok(shown(run))
}

/** The newest of each name, unless `filter=all`. */
export const listCheckRuns: Operation = (request, world) => {
  const { check_name: name, status, filter } = request.query
  const sha = world.branches.find(branch => branch.name === request.params.ref)?.sha ?? request.params.ref
  const found = world.checkRuns
    .filter(run => run.sha === sha && (name ?? run.name) === run.name && (status ?? run.status) === run.status)
    .filter((run, at, runs) => filter === 'all' || !runs.slice(at + 1).some(later => later.name === run.name))
    .toReversed()
  return page(request, found, runs => ({ total_count: found.length, check_runs: runs.map(shown) }))
}

export const listAnnotations: Operation = (request, world) => {
  const run = runOf(world, request.params.check_run_id)
  return run === undefined ? notFound : page(request, run.annotations, entries => entries.map(annotationShown))
}

const runOf = (world: World, id: string | undefined) => world.checkRuns.find(run => String(run.id) === id)

/** Annotations are added to those that are there; a conclusion ends the run. */
function changed(run: CheckRun, change: z.infer<typeof Body>): CheckRun {
  const { output, conclusion } = change
  run.name = change.name ?? run.name
  run.status = conclusion === undefined ? (change.status ?? run.status) : 'completed'
  // A run that is begun anew has no conclusion any longer.
  run.conclusion = conclusion ?? (change.status === undefined ? run.conclusion : null)
  run.detailsUrl = change.details_url ?? run.detailsUrl
  run.externalId = change.external_id ?? run.externalId
  run.startedAt = change.started_at ?? run.startedAt
  run.completedAt = run.status === 'completed' ? (change.completed_at ?? run.completedAt ?? now()) : null
  if (output === undefined) return run
  run.title = output.title ?? run.title
  run.summary = output.summary ?? run.summary
  run.text = output.text ?? run.text
  run.annotations.push(...(output.annotations ?? []))
  return run
}

function shown(run: CheckRun) {
  return objectOf('check-run', {
    id: run.id,
    name: run.name,
    head_sha: run.sha,
    status: run.status,
    conclusion: run.conclusion,
    details_url: run.detailsUrl,
    external_id: run.externalId,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    html_url: `https://github.com/octo/forum/runs/${run.id}`,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `https://api.github.com/repos/octo/forum/check-runs/${run.id}/annotations`,
    },
    app: objectOf('nullable-integration', { id: 15368, slug: run.app, name: run.app }),
  })
}

const annotationShown = (annotation: Annotation) =>
  objectOf('check-annotation', { start_column: null, end_column: null, title: null, raw_details: null, ...annotation })
