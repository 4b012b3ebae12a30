import type { GenerationRecord, Provenance } from '../event'

/** `2026-11-25 10:00 UTC`; what is no such time stays as it is. */
export function timeWords(time: string): string {
  const [, day, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?Z$/.exec(time) ?? []
  return day === undefined ? time : `${day} ${minute} UTC`
}

/** `main`, `tag v1`, `pull request 12`; another ref by its full name. */
export function refWords(ref: string): string {
  const [, kind, name = ''] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? []
  if (kind === 'heads') return name
  if (kind === 'tags') return `tag ${name}`
  return kind === 'pull' ? `pull request ${name.replace(/\/(merge|head)$/, '')}` : ref
}

/** Which commit of what, as far as it is known: `example/forum, commit 0123456789ab of main (with changes that are in no commit)`. */
export function sourceWords({ repository, sha, ref, dirty }: Provenance): string {
  const commit = sha === undefined ? '' : `commit ${sha.slice(0, 12)}`
  const of = [commit, ref === undefined ? '' : refWords(ref)].filter(word => word !== '').join(' of ')
  const whole = [repository ?? '', of].filter(word => word !== '').join(', ')
  if (whole === '') return 'no commit is known'
  return dirty === true ? `${whole} (with changes that are in no commit)` : whole
}

/** All that a generation says of where it comes from, on two lines. */
export function generationLines({ resources, provenance }: GenerationRecord): readonly [string, string] {
  const { time, actor, file, run, drover, rollbackTo } = provenance
  const by = actor === undefined ? '' : ` by ${actor}`
  const rest = [
    ...(rollbackTo === undefined ? [] : [`back to ${rollbackTo}`]),
    sourceWords(provenance),
    file,
    ...(drover === undefined ? [] : [`Drover ${drover}`]),
    ...(run === undefined ? [] : [run]),
  ]
  return [`${timeWords(time)}${by}, ${resources} ${resources === 1 ? 'resource' : 'resources'}`, rest.join(', ')]
}
