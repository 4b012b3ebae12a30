import { selectMachines } from '../deployment/selector'
import { DroverError } from '../failure'
import { gravest, type Outcome } from '../outcome'
import { type Comparison, compareManifests } from '../planning/compare-manifests'
import { atCommit } from './another-commit'
import { baseOf } from './base'
import { open, type Session } from './session'

/**
 * Says what the deployment file declares otherwise than at another commit, machine by machine. No machine is asked and no
 * secret needs a value, so that it can run where none are to be had: on a pull request from a fork.
 */
export async function diff(session: Session): Promise<number> {
  const { options, voice, signal } = session
  const base = options.base ?? baseOf(options.environment)
  if (base === undefined) {
    const message = 'a commit to compare with is needed, as origin/main; only on a pull request it is known by itself.'
    throw new DroverError({ code: 'bad-input', input: 'base', message })
  }
  const [{ machines }, before] = await Promise.all([
    open(session, 'placeholder', 'tracked'),
    atCommit(base, options, { trackedOnly: true, signal }),
  ])
  const ended: Outcome[] = []
  const end = (machine: string, outcome: Outcome) => {
    ended.push(outcome)
    voice.emit({ type: 'machine-ended', machine, outcome, seconds: 0 })
  }
  for (const { name, manifest, origins, origin } of selectMachines(machines, options.machines)) {
    const old = before.machines.find(machine => machine.name === name)
    const compared = compareManifests(old, { manifest, origins }, origin)
    voice.emit({ type: 'planned', machine: name, changes: compared.changes, digest: '', generation: null })
    if (old === undefined) voice.emit({ type: 'progress', machine: name, message: 'is new here' })
    for (const id of compared.incomparable)
      voice.emit({
        type: 'progress',
        machine: name,
        message: `not comparable: git does not track all that ${id} is made of`,
      })
    end(name, outcomeOf(compared))
  }
  const declared = new Set(machines.map(({ name }) => name))
  // Who asks for some machines alone does not ask after those that are gone.
  for (const { name } of options.machines === '' ? before.machines : [])
    if (!declared.has(name)) {
      voice.emit({ type: 'planned', machine: name, changes: [], digest: '', generation: null })
      voice.emit({ type: 'progress', machine: name, message: 'is declared no longer; a deployment leaves it as it is' })
      end(name, 'differs')
    }
  return voice.end(gravest(ended, 'same'))
}

const outcomeOf = ({ changes, incomparable }: Comparison): Outcome =>
  changes.length > 0 ? 'differs' : incomparable.length > 0 ? 'incomparable' : 'same'
