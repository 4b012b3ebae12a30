import { destroy as destroyStage } from '../engine/destroy'
import { gravest } from '../outcome'
import { accountsInSight } from './account-names'
import { circumstancesOf, herdOf } from './herd'
import { placeOfStage } from './place'
import { refuseProtected } from './protected'
import { type Opened, open, type Session } from './session'

/**
 * Takes the stage down: what was made for it is destroyed, and machines that someone else made are brought back to what they were
 * before its first deployment. Where only some machines are selected, only these.
 *
 * @throws DroverError `protected-stage`
 */
export async function destroy(session: Session): Promise<number> {
  const { options, voice } = session
  const opened = await open(session, 'reaching')
  const { stage, settings } = opened
  if (!options.dryRun) refuseProtected(stage, settings.protect, options.allowProtected)
  const herd = herdOf(opened, options)
  const whole = herd.others.length === 0
  const circumstances = await circumstancesOf(session, opened, 'deploy')
  const outcome = await destroyStage(herd, circumstances, { whole, dry: options.dryRun })
  const environments = whole ? await unnamedIn(session, opened) : []
  if (environments.length === 0) return voice.end(outcome)
  voice.emit({ type: 'run-failed', failure: { code: 'account-unnamed', stage, environments } })
  return voice.end(gravest([outcome, 'failed'], 'failed'))
}

/**
 * In which environments' accounts the stage was deployed, and the deployment file can't look, as GitHub remembers it. Where that can't be
 * asked, nothing is known of it: a stage can be taken down without GitHub.
 */
async function unnamedIn({ options }: Session, opened: Opened): Promise<readonly string[]> {
  const place = placeOfStage(options, 'destroy', opened.stage)
  if (place === undefined) return []
  const { withinTime } = await import('../github/within-time')
  const { unnamedAccounts } = await import('../github/unnamed-accounts')
  let found: readonly string[] = []
  await withinTime(place, 20, undefined, async (client, attempt) => {
    const named = accountsInSight(opened)
    found = (await attempt('A look at the deployments', () => unnamedAccounts(client, place, named))) ?? []
  })
  return found
}
