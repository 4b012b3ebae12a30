import { anew } from './anew'
import { batches, type CheckAnnotation, type CheckRun } from './check-run'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

/** A check run that GitHub has, and who made it. */
export interface SentCheckRun {
  readonly id: number
  /** As `github-actions`, where GitHub says it. */
  readonly app: string | undefined
}

/**
 * Puts a check run on the commit. The one that an earlier run left there under the same name and id is updated, unless it has
 * annotations that hold no longer: GitHub takes none away, so a new one then stands in its place.
 */
export async function sendCheckRun(client: Client, place: Place, check: CheckRun): Promise<SentCheckRun> {
  const { sent, left } = await anew(() => begin(client, place, check))
  for (const annotations of batches(left).slice(1))
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...repositoryOf(place),
      check_run_id: sent.id,
      output: outputOf(check, annotations),
    })
  return sent
}

interface Begun {
  readonly sent: SentCheckRun
  /** The annotations that are to be sent; the first batch of them was. */
  readonly left: readonly CheckAnnotation[]
}

async function begin(client: Client, place: Place, check: CheckRun): Promise<Begun> {
  const found = await findCheckRun(client, place, check)
  const there = found === undefined ? [] : await annotationsThere(client, place, found.id)
  const wanted = new Set(check.annotations.map(keyOf))
  if (found === undefined || there.some(each => !wanted.has(each))) {
    const [first = []] = batches(check.annotations)
    const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
      ...bodyOf(place, check, first),
      head_sha: place.sha,
      request: { retries: 0 },
    })
    return { sent: { id: Number(data.id), app: data.app?.slug }, left: check.annotations }
  }
  const left = check.annotations.filter(each => !there.includes(keyOf(each)))
  const [first = []] = batches(left)
  const { data } = await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...bodyOf(place, check, first),
    check_run_id: found.id,
  })
  return { sent: { id: Number(data.id), app: data.app?.slug }, left }
}

async function findCheckRun(
  client: Client,
  place: Place,
  { name, externalId }: CheckRun,
): Promise<{ readonly id: number } | undefined> {
  const runs = await client.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...repositoryOf(place),
    ref: place.sha,
    check_name: name,
    filter: 'all',
    per_page: 100,
  })
  const ids = runs.filter(run => run.external_id === externalId).map(({ id }) => Number(id))
  return ids.length === 0 ? undefined : { id: Math.max(...ids) }
}

async function annotationsThere(client: Client, place: Place, id: number): Promise<readonly string[]> {
  const all = await client.paginate('GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', {
    ...repositoryOf(place),
    check_run_id: id,
    per_page: 100,
  })
  return all.map(keyOf)
}

interface Keyed {
  readonly path: string
  readonly start_line: number
  readonly annotation_level?: string | null
  readonly title?: string | null
  readonly message?: string | null
}

const keyOf = ({ path, start_line, annotation_level, title, message }: Keyed): string =>
  JSON.stringify([path, start_line, annotation_level, title, message])

const bodyOf = (place: Place, check: CheckRun, annotations: readonly CheckAnnotation[]) => ({
  ...repositoryOf(place),
  name: check.name,
  external_id: check.externalId,
  ...(place.run === '' ? {} : { details_url: place.run }),
  status: 'completed' as const,
  conclusion: check.conclusion,
  output: outputOf(check, annotations),
})

const outputOf = ({ title, summary, text }: CheckRun, annotations: readonly CheckAnnotation[]) => ({
  title,
  summary,
  text,
  annotations: [...annotations],
})
