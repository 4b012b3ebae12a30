import { z } from 'zod'
import { DroverError, type Finding } from '../../failure'
import type { Observation } from '../../planning/observation'
import type { AnyKind, Former } from '../../resources/kind'
import { hasSecrets, type Manifest, manifestFormat, over, readManifestSchema } from '../../resources/manifest'
import { pathsOf } from '../../resources/path'
import { looking, stateFolder } from '../../target/runtime'
import { lines, type Script, sh } from '../../target/script'
import { byKind } from './by-kind'
import { factsScript, findings, readFacts, roomSeen } from './checks'
import { stateSeen } from './kept-state'
import { type Provenance, provenanceSchema } from './provenance'
import { fileSections, plainSection, readSections, type Section, section } from './sections'

/** What a machine said in one round trip. */
export interface Observed extends Observation {
  readonly findings: readonly Finding[]
  /** The transaction that the machine was last in, and its phase: what a plan rests on. */
  readonly state: string
  /** Who has locked the machine by hand, and why. */
  readonly held: string | undefined
  /** Bytes that the machine can still store; NaN where it did not say. */
  readonly room: number
  /** The machine's own key for naming secrets, where it has one. */
  readonly key: Buffer | undefined
  /** What the current generation wants; undefined where an attempt failed after it: then a difference may be Drover's own. */
  readonly recorded: Manifest | undefined
  /** The ids of what the current generation has, whatever was attempted since. */
  readonly standing: ReadonlySet<string>
  /** What it wants, with what attempts after it that did not end well touched put over it: all that may be this deployment's. */
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
  /** Also what takes long to look at. */
  readonly deep?: boolean
  readonly nonce: string
}

/** The script that asks everything at once. It changes nothing. */
export function observeScript({ owner, manifest, hash, kinds, deep, nonce }: Question): Script {
  const home = `deployments/${owner}`
  const probes = [...byKind(manifest)].flatMap(([name, wants]) => {
    const kind = kinds.get(name)
    return kind ? [section(nonce, `probe ${name}`, lines(sh`set -eu`, kind.probe(wants, deep)))] : []
  })
  const kept = (path: string): Script => sh`"$drover/"${path}`
  return lines(
    looking,
    // What it says goes out as one: each line by itself would be a packet, for sshd to send and for us to read.
    sh`drover=${stateFolder}
export LC_ALL=C PATH="\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
umask 022
drover_observe() {
drover_remember ${pathsOf(claimsOf(manifest, kinds))}`,
    ...(claimsOf(manifest, kinds).some(claim => /^(user|group):/.test(claim)) ? [sh`drover_read_accounts`] : []),
    section(nonce, 'facts', factsScript),
    plainSection(nonce, 'key', firstLine(kept('fingerprint-key/key'))),
    plainSection(nonce, 'originals', originalsScript),
    plainSection(nonce, 'current', currentScript(kept(home))),
    plainSection(nonce, 'hash', firstLine(kept(`${home}/current/manifest.hash`))),
    sh`drover_same=no
[ "$line" != ${hash} ] || drover_same=yes`,
    sh`manifest=${kept(`${home}/current/manifest.json`)}`,
    // Which value a secret had stands in the machine's own manifest alone.
    ...(hasSecrets(manifest) ? [] : [sh`[ "$line" != ${hash} ] || manifest=/dev/null`]),
    fileSections(nonce, {
      claims: kept('claims'),
      provenance: kept(`${home}/current/provenance.json`),
      attempted: kept(`${home}/attempted/touched.json`),
      manifest: sh`"$manifest"`,
    }),
    ...probes,
    sh`}
answer=$(drover_observe; printf x)
printf %s "\${answer%x}"
exit 0`,
  )
}

const claimsOf = (manifest: Manifest, kinds: Question['kinds']): readonly string[] =>
  manifest.resources.flatMap(({ kind, want }) => kinds.get(kind)?.claims(want) ?? [])

/** Says a file's first line, which is `line` then; empty where there is none. A process for it would cost a millisecond. */
const firstLine = (path: Script): Script => sh`line=
{ IFS= read -r line <${path}; } 2>/dev/null || :
printf '%s\n' "$line"`

/** What the link to the current generation says. sh finds out by going there. */
const currentScript = (home: Script): Script => sh`if [ -L ${home}/current ]; then
  if cd -P -- ${home} && above=$PWD && cd -P ./current; then
    printf '%s\n' "\${PWD#"$above/"}"
  else
    readlink -- ${home}/current
  fi 2>/dev/null || :
  cd /
fi`

/** The names, a line each, and `NAME/record/was:WORD` for those of which it was written down what they are. */
const originalsScript = sh`for at in "$drover/originals"/*; do
  [ -e "$at" ] || continue
  printf '%s\n' "\${at##*/}"
  [ ! -f "$at/record/was" ] || { IFS= read -r word <"$at/record/was" || :; printf '%s/record/was:%s\n' "\${at##*/}" "$word"; }
done`

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
    held: facts.get('held'),
    room: roomSeen(facts),
    key: key === '' ? undefined : Buffer.from(key, 'hex'),
    recorded: attempted ? undefined : stored,
    standing: new Set(stored?.resources.map(({ id }) => id)),
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
  return body.trim() === '' ? undefined : readJson(readManifestSchema, body, what)
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
