import type { AccountName } from '../event'
import { DroverError } from '../failure'
import { over } from '../github/page'
import type { Place } from '../github/place'
import { whyUnknown } from '../github/refusal'
import type { StageOnPage } from '../github/stages'
import { placeOfStage } from './place'
import type { Session } from './session'

/** What GitHub knows of the stages of a deployment file. Each question throws `github-unasked` where it can't be asked. */
export interface Hub {
  readonly standing: readonly StageOnPage[]
  /** In milliseconds. */
  readonly now: () => number
  readonly open: (pull: number) => Promise<boolean>
  /** The environments in whose accounts the stage was deployed, and in which the deployment file can't look. */
  readonly unnamed: (stage: string, named: readonly AccountName[]) => Promise<readonly string[]>
  readonly retire: (stage: string, environment: string) => Promise<void>
}

/** Undefined where no GitHub is known, as at a terminal. */
export async function hubOf({ options, signal }: Session): Promise<Hub | undefined> {
  const place = placeOfStage(options, 'sweep', options.stage)
  if (place === undefined) return undefined
  const placeOf = (stage: string): Place => placeOfStage(options, 'sweep', stage) ?? place
  const { connect } = await import('../github/octokit')
  const { clockOf, isOpen, stagesOnPage } = await import('../github/stages')
  const { retireDeployments } = await import('../github/taken-down')
  const { unnamedAccounts } = await import('../github/unnamed-accounts')
  const client = connect(place, signal)
  return {
    standing: await asked('deployments: read', () => stagesOnPage(client, place)),
    now: await asked('deployments: read', () => clockOf(client, place)),
    open: pull => asked('pull-requests: read', () => isOpen(client, place, pull)),
    unnamed: (stage, named) => asked('deployments: read', () => unnamedAccounts(client, placeOf(stage), named)),
    retire: (stage, page) =>
      asked('deployments: write', () =>
        retireDeployments(client, placeOf(stage), { environment: page, wholeStage: true }, over.takenDown),
      ),
  }
}

/** @throws DroverError `github-unasked` */
async function asked<Answer>(right: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    throw new DroverError({ code: 'github-unasked', why: whyUnknown(error, [right]) }, { cause: error })
  }
}
