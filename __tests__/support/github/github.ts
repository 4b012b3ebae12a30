import { type Call, Emulator, type Operation } from '../emulator/emulator'
import type { Answer } from '../emulator/faults'
import { failure, notFound } from './answer'
import { description } from './openapi'
import { operations } from './operations'
import { repositoryId } from './pages'
import { own, type Rights, refusal } from './rights'
import { World } from './world'

export interface GitHubOptions {
  /** `owner/name`. */
  readonly repository?: string
  readonly token?: string
  readonly rights?: Rights
  /** Of a GitHub Enterprise Server: `/api/v3`. */
  readonly basePath?: string
}

/** GitHub's REST interface, as far as Drover uses it: it remembers what it is told. `start` gives the GITHUB_API_URL. */
export class GitHub extends Emulator {
  readonly world: World
  rights: Rights
  private readonly token: string
  protected readonly unknown = notFound
  protected readonly operations: Readonly<Record<string, Operation>> = Object.fromEntries(
    Object.entries(operations).map(([name, work]): [string, Operation] => [
      name,
      ({ query, ...call }) => work({ ...call, query: Object.fromEntries(query) }, this.world),
    ]),
  )

  constructor({ repository = 'octo/forum', token = 'ghs_emulated', rights = own, basePath = '' }: GitHubOptions = {}) {
    super('GitHub', basePath, description)
    const [owner = '', name = ''] = repository.split('/')
    this.world = new World(owner, name)
    this.token = token
    this.rights = rights
  }

  /** A repository by its number is the one by name. */
  protected override pathOf(pathname: string): string | undefined {
    const { owner, name } = this.world
    return super.pathOf(pathname)?.replace(`/repositories/${repositoryId}/`, `/repos/${owner}/${name}/`)
  }

  protected refusal({ operation, params, headers }: Call): Answer | undefined {
    if (!headers['user-agent']) return failure(403, 'Request forbidden by administrative rules: no User-Agent.')
    if (!new RegExp(`^(bearer|token) ${this.token}$`, 'i').test(headers.authorization ?? ''))
      return failure(401, 'Bad credentials')
    if (params.owner !== this.world.owner || params.repo !== this.world.name) return notFound
    return refusal(operation, this.rights)
  }

  protected invalid(lines: readonly string[]): Answer {
    return failure(422, `Invalid request.\n\n${lines.join('\n')}`)
  }

  protected override headers() {
    return { 'content-type': 'application/json; charset=utf-8' }
  }
}
