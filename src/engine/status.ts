import { z } from 'zod'
import type { GenerationRecord } from '../event'
import { thrownWords } from '../failure'
import type { Outcome } from '../outcome'
import { ownerOf } from '../system/deployed'
import { stateFolder } from '../target/runtime'
import { sh } from '../target/script'
import type { Target } from '../target/target'
import type { Circumstances, Herd, Member } from './herd'
import { ask } from './line/ask'
import { provenanceSchema } from './observe/provenance'
import { eachReached } from './reached'

/** Lists the generations that each machine keeps of this deployment. Changes nothing. */
export const status = (herd: Herd, circumstances: Circumstances): Promise<Outcome> =>
  eachReached(herd, circumstances, 'seen', async (member, { target }) => {
    const generations = await generationsOn(target, herd, member, circumstances)
    circumstances.emit({ type: 'generations-listed', machine: member.name, generations })
    return 'seen'
  })

async function generationsOn(
  target: Target,
  herd: Herd,
  member: Member,
  { emit, signal }: Circumstances,
): Promise<readonly GenerationRecord[]> {
  const home = `${stateFolder}/deployments/${ownerOf(herd)}`
  const said = await ask(target, {
    what: `list the generations of ${member.name}`,
    parts: {
      held: sh`cat -- ${stateFolder}/held 2>/dev/null || true`,
      current: sh`readlink -- ${home}/current || true`,
      generations: sh`cd -- ${home}/generations 2>/dev/null || exit 0
for number in [0-9]*; do
  [ -f "$number/provenance.json" ] || continue
  printf '%s %s ' "$number" "$(grep -o '"id":' "$number/manifest.json" | wc -l)"
  cat -- "$number/provenance.json"
  echo
done`,
    },
    signal,
  })
  if (said('held') !== '') emit({ type: 'progress', machine: member.name, message: `locked by hand: ${said('held')}` })
  return readGenerations(said('generations'), said('current'))
}

const record = z.string().transform((text, context) => {
  try {
    return provenanceSchema.parse(JSON.parse(text))
  } catch (error) {
    context.addIssue(`the provenance of a generation can't be read: ${thrownWords(error)}`)
    return z.NEVER
  }
})

/** Reads lines of `number resources provenance`; the newest first. */
export function readGenerations(body: string, current: string): readonly GenerationRecord[] {
  return body
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const [number = '', resources = '', ...rest] = line.split(' ')
      const { format: _format, machines: _machines, ...provenance } = record.parse(rest.join(' '))
      return {
        number: Number(number),
        current: current === `generations/${number}`,
        resources: Number(resources),
        provenance,
      }
    })
    .sort((a, b) => b.number - a.number)
}
