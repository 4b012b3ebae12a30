import type { Facts } from '../../environments/environment'
import { DroverError } from '../../failure'
import { notMade } from '../../planning/from-stored'
import { type Fingerprint, resolveManifest, withoutFingerprints } from '../../planning/resolve'
import { type Manifest, manifestFormat, manifestSchema } from '../../resources/manifest'
import type { Reference, Text } from '../../resources/text'
import { ownerOf } from '../../system/deployed'
import { restored } from '../../system/stored'
import { stateFolder } from '../../target/runtime'
import { sh } from '../../target/script'
import type { Target } from '../../target/target'
import type { Circumstances, Herd, Member, Surroundings, Which } from '../herd'
import { ask } from '../line/ask'
import { hmacOf } from '../transaction/delivery'
import { type Provenance, provenanceSchema } from './provenance'

/** What a machine is to become. */
export interface Wanted {
  /** Without fingerprints. */
  readonly manifest: Manifest
  /** With those of the machine whose key this is. */
  readonly resolve: (key: Buffer) => Manifest
  /** An earlier generation: what it needs lies in the machine's own store, and it tells where it came from. */
  readonly generation?: { readonly number: number; readonly provenance: Provenance | undefined }
}

/** What the deployment file declares. */
export function declared(member: Member, { herd, circumstances, facts }: Surroundings): Wanted {
  const resolve = resolver(herd, facts, circumstances.mode)
  const resolved = (fingerprint: Fingerprint) =>
    restored(resolveManifest(member.manifest, resolve, fingerprint), member.manifest, member.kinds)
  return {
    manifest: resolved(() => undefined),
    resolve: key => resolved((text: Text) => hmacOf(key, text, herd.secrets)),
  }
}

/**
 * What an earlier generation wanted, as the machine itself keeps it; without a number the one before the current one. 0 is what
 * stood there before the first: nothing is wanted.
 *
 * @throws DroverError `no-generation`
 */
export async function recorded(
  member: Member,
  target: Target,
  { herd, circumstances }: Surroundings,
  to: Which,
): Promise<Wanted> {
  const said = await ask(target, { ...generationAsked(ownerOf(herd), to), signal: circumstances.signal })
  const kept = said('kept').split(/\s+/).filter(Boolean).map(Number)
  const number = Number(said('number') || Number.NaN)
  if (number === 0) {
    const none: Manifest = { format: manifestFormat, machine: member.name, resources: [] }
    return { manifest: none, resolve: () => none, generation: { number, provenance: undefined } }
  }
  if (said('manifest') === '')
    throw new DroverError({ code: 'no-generation', wanted: to, kept: kept.sort((a, b) => a - b) })
  const manifest = manifestSchema.parse(JSON.parse(said('manifest')))
  // What is compared with itself need not be made.
  const unmade = to === 'current' ? [] : notMade(manifest, member.kinds)
  if (unmade.length > 0) throw new DroverError({ code: 'unknown-kinds', generation: number, resources: unmade })
  const provenance = provenanceSchema.safeParse(JSON.parse(said('provenance')))
  return {
    manifest: withoutFingerprints(manifest),
    resolve: () => manifest,
    generation: { number, provenance: provenance.success ? provenance.data : undefined },
  }
}

const generationAsked = (owner: string, to: Which) => ({
  what: 'ask for a generation',
  before: sh`home=${`${stateFolder}/deployments/${owner}`}
current=$(readlink -- "$home/current" 2>/dev/null || :)
number=${to}
if [ "$number" = current ]; then
  number=\${current##*/}
elif [ "$number" = previous ]; then
  number=$(ls "$home/generations" 2>/dev/null | grep '^[0-9]*$' | sort -n | grep -B1 -x -e "\${current##*/}" | head -n 1)
  [ "$number" != "\${current##*/}" ] || number=
fi`,
  parts: {
    kept: sh`ls "$home/generations" 2>/dev/null | grep '^[0-9]*$' || true`,
    number: sh`echo "$number"`,
    manifest: sh`[ -z "$number" ] || cat -- "$home/generations/$number/manifest.json" 2>/dev/null || true`,
    provenance: sh`[ -z "$number" ] || cat -- "$home/generations/$number/provenance.json" 2>/dev/null || true`,
  },
})

const resolver =
  (herd: Herd, facts: ReadonlyMap<string, Facts>, mode: Circumstances['mode']) =>
  ({ $reference, machine }: Reference): string | undefined => {
    const other = [...herd.members, ...herd.others].find(({ name }) => name === machine)
    const value = $reference === 'hostName' ? other?.hostName : facts.get(machine)?.address
    // A plan shows what is not known yet by name; nothing is ever done with it.
    if ((value === undefined || value === '') && mode === 'deploy')
      throw new DroverError({ code: 'dependency-failed', machine })
    return value
  }
