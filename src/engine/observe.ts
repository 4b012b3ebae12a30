import { z } from 'zod'
import { DroverError, type Finding } from '../failure'
import type { Observation } from '../planning/observation'
import type { AnyKind, Former } from '../resources/kind'
import {
  hasSecrets,
  type Manifest,
  type ManifestResource,
  manifestFormat,
  manifestSchema,
  over,
} from '../resources/manifest'
import { probing, stateFolder } from '../target/runtime'
import { lines, type Script, sh } from '../target/script'
import { factsScript, findings, readFacts, roomSeen, stateSeen } from './checks'
import { type Provenance, provenanceSchema } from './provenance'
import { readSections, type Section, section } from './sections'

/** What a machine said in one round trip. */
export interface Observed extends Observation {
  readonly findings: readonly Finding[]
  /** The transaction that the machine was last in, and its phase: what a plan rests on. */
  readonly state: string
  /** Bytes that the machine can still store; NaN where it did not say. */
  readonly room: number
  /** The machine's own key for naming secrets, where it has one. */
  readonly key: Buffer | undefined
  /** What the current generation wants; undefined where an attempt failed after it: then a difference may be Drover's own. */
  readonly recorded: Manifest | undefined
  /** The same, with what attempts after it that did not end well touched put over it: all that may be this deployment's. */
  readonly previous: Manifest | undefined
  readonly generation: number | null
  readonly provenance: Provenance | undefined
  /** The current generation is what is declared now, and nothing was attempted since. */
  readonly current: boolean
}

interface Question {
  readonly owner: string
  readonly manifest: Manifest
  /** Hash of the manifest without fingerprints: a machine that has it need not tell it again. */
  readonly hash: string
  readonly kinds: ReadonlyMap<string, AnyKind>
  readonly nonce: string
}

/** The script that asks everything at once. It changes nothing. */
export function observeScript({ owner, manifest, hash, kinds, nonce }: Question): Script {
  const home = `deployments/${owner}`
  const probes = [...byKind(manifest)].flatMap(([name, wants]) => {
    const kind = kinds.get(name)
    return kind ? [section(nonce, `probe ${name}`, lines(sh`set -eu`, kind.probe(wants)))] : []
  })
  return lines(
    probing,
    sh`drover=${stateFolder}
export LC_ALL=C PATH="\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
umask 022`,
    section(nonce, 'facts', factsScript),
    section(nonce, 'key', sh`cat "$drover/fingerprint-key/key" 2>/dev/null || true`),
    section(nonce, 'claims', sh`cat "$drover/claims" 2>/dev/null || true`),
    section(
      nonce,
      'originals',
      sh`cd -- "$drover/originals" 2>/dev/null || exit 0
ls
grep -sH . -- */record/was || true`,
    ),
    section(nonce, 'current', sh`readlink -- "$drover/"${home}/current || true`),
    section(nonce, 'hash', sh`cat -- "$drover/"${home}/current/manifest.hash 2>/dev/null || true`),
    section(
      nonce,
      'manifest',
      // Which value a secret had stands in the machine's own manifest alone.
      sh`[ ${hasSecrets(manifest) ? '' : sh`"$(cat -- "$drover/"${home}/current/manifest.hash 2>/dev/null)"`} = ${hash} ] ||
  cat -- "$drover/"${home}/current/manifest.json 2>/dev/null || true`,
    ),
    section(nonce, 'provenance', sh`cat -- "$drover/"${home}/current/provenance.json 2>/dev/null || true`),
    section(nonce, 'attempted', sh`cat -- "$drover/"${home}/attempted/touched.json 2>/dev/null || true`),
    ...probes,
    sh`exit 0`,
  )
}

/**
 * Reads the answer to `observeScript`.
 *
 * @throws DroverError `remote-answer-broken` where a part that everything rests on is missing, `newer-format` where a later
 * version of Drover left what it finds
 */
export function readObserved({ manifest, hash, kinds, nonce }: Question, answer: string): Observed {
  const sections = readSections(nonce, answer)
  const body = (name: string): string => {
    const found = sections.get(name)
    if (found?.exit !== 0) throw broken('observe', `the part “${name}” of the answer is missing`)
    return found.body
  }
  const facts = readFacts(body('facts'))
  const current = body('current').trim()
  const same = body('hash').trim() === hash
  const attempted = readManifest(body('attempted'), 'what the last attempt may have touched')
  const stored =
    same && !hasSecrets(manifest) ? manifest : readManifest(body('manifest'), 'the manifest of the current generation')
  const provenance = body('provenance').trim()
  const key = body('key').trim()
  return {
    findings: findings(facts),
    state: stateSeen(facts),
    room: roomSeen(facts),
    key: key === '' ? undefined : Buffer.from(key, 'hex'),
    recorded: attempted ? undefined : stored,
    previous: attempted && stored ? over(attempted, stored) : (attempted ?? stored),
    generation: current === '' ? null : generationNumber(current),
    provenance:
      provenance === ''
        ? undefined
        : readJson(provenanceSchema, provenance, 'the provenance of the current generation'),
    current: same && attempted === undefined,
    seen: seenIn(sections, kinds),
    claims: claimsIn(body('claims')),
    originals: originalsIn(body('originals')),
  }
}

function byKind(manifest: Manifest): ReadonlyMap<string, ManifestResource['want'][]> {
  const kinds = new Map<string, ManifestResource['want'][]>()
  for (const { kind, want } of manifest.resources) kinds.set(kind, [...(kinds.get(kind) ?? []), want])
  return kinds
}

/** A probe that failed has said nothing, whatever it printed before. */
function seenIn(
  sections: ReadonlyMap<string, Section>,
  kinds: ReadonlyMap<string, AnyKind>,
): ReadonlyMap<string, unknown> {
  return new Map(
    [...kinds].flatMap(([name, kind]) => {
      const found = sections.get(`probe ${name}`)
      return found?.exit === 0 ? [...kind.read(found.body)] : []
    }),
  )
}

function claimsIn(body: string): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, string[]>()
  for (const line of body.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab < 0) continue
    const place = line.slice(tab + 1)
    claims.set(place, [...(claims.get(place) ?? []), line.slice(0, tab)])
  }
  return claims
}

/** Names first, then `NAME/record/was:WORD` for those of which it was written down what they are. */
function originalsIn(body: string): ReadonlyMap<string, Former> {
  const originals = new Map<string, Former>()
  for (const line of body.split('\n').filter(Boolean)) {
    const [, name, was] = /^([^/]+)\/record\/was:(absent|present)$/.exec(line) ?? []
    if (name !== undefined && (was === 'absent' || was === 'present')) originals.set(name, was)
    else if (!line.includes('/')) originals.set(line, 'unknown')
  }
  return originals
}

function generationNumber(link: string): number {
  const number = Number(link.replace(/^generations\//, ''))
  if (!Number.isSafeInteger(number)) throw broken('observe', `the link to the current generation points to ${link}`)
  return number
}

function readManifest(body: string, what: string): Manifest | undefined {
  return body.trim() === '' ? undefined : readJson(manifestSchema, body, what)
}

/** Reads JSON that Drover itself once wrote: a newer format is told from a damaged file. */
function readJson<T>(schema: z.ZodType<T>, body: string, what: string): T {
  let data: unknown
  try {
    data = JSON.parse(body)
  } catch {
    throw broken(what, 'it is not JSON')
  }
  const format = z.object({ format: z.number() }).safeParse(data)
  if (format.success && format.data.format > manifestFormat) {
    throw new DroverError({ code: 'newer-format', what, found: format.data.format, known: manifestFormat })
  }
  const read = schema.safeParse(data)
  if (!read.success) throw broken(what, z.prettifyError(read.error))
  return read.data
}

const broken = (what: string, message: string): DroverError =>
  new DroverError({ code: 'remote-answer-broken', what, message })
