import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, failure, notFound } from './answer'
import { type Fault, Faults } from './faults'
import { type Matched, operationFor, wrongInAnswer, wrongInRequest } from './openapi'
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

/**
 * GitHub's REST interface on the loopback, as far as Drover uses it: it remembers what it is told. Every request and every
 * answer is checked against GitHub's own description; `stop` throws where one was wrong, so that no test can overlook it.
 */
export class GitHub {
  readonly world: World
  readonly faults = new Faults()
  /** What was asked, in order, by GitHub's names of the operations. */
  readonly asked: string[] = []
  rights: Rights
  private wrong: string[] = []
  private readonly token: string
  private readonly basePath: string
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch((error: unknown) => {
      this.wrong.push(`the emulator itself failed: ${error instanceof Error ? error.stack : String(error)}`)
      response.destroy()
    })
  })

  constructor({ repository = 'octo/forum', token = 'ghs_emulated', rights = own, basePath = '' }: GitHubOptions = {}) {
    const [owner = '', name = ''] = repository.split('/')
    this.world = new World(owner, name)
    this.token = token
    this.rights = rights
    this.basePath = basePath
  }

  /** Listens, and gives the address for GITHUB_API_URL, without a slash at its end. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return this.url
  }

  get url(): string {
    const address = this.server.address()
    if (address === null || typeof address === 'string') throw new Error('the emulator does not listen')
    return `http://127.0.0.1:${address.port}${this.basePath}`
  }

  /** Ends it, and throws where a request or an answer was not as GitHub describes them. */
  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
    const wrong = this.takeWrong()
    if (wrong.length > 0)
      throw new Error(`GitHub was asked, or answered, otherwise than it describes:\n${wrong.join('\n')}`)
  }

  /** What was wrong until now. For a test that wants it so: `stop` then says it no more. */
  takeWrong(): readonly string[] {
    const wrong = this.wrong
    this.wrong = []
    return wrong
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    const text = (await request.setEncoding('utf8').toArray()).join('')
    const path = this.pathOf(url)
    const matched = path === undefined ? undefined : operationFor(request.method ?? '', path)
    if (matched === undefined) {
      this.wrong.push(`${request.method} ${url.pathname}: no such operation, or not one of the slice`)
      return send(response, notFound)
    }
    this.asked.push(matched.operation)
    const fault = this.faults.next(matched.operation)
    if (fault?.kind === 'broken') return void response.destroy()
    const answer = this.answer(matched, request, url, text, fault)
    if (fault?.kind === 'slow') await pause(fault.ms)
    if (fault?.kind === 'lost-answer') return void response.destroy()
    send(response, answer)
  }

  /** The path without what stands before it on a server of one's own; a repository by its number is the one by name. */
  private pathOf({ pathname }: URL): string | undefined {
    if (!pathname.startsWith(`${this.basePath}/`)) return undefined
    const path = pathname.slice(this.basePath.length)
    return path.replace(`/repositories/${repositoryId}/`, `/repos/${this.world.owner}/${this.world.name}/`)
  }

  private answer(matched: Matched, request: IncomingMessage, url: URL, text: string, fault: Fault | undefined): Answer {
    const { operation, params } = matched
    const query = Object.fromEntries(url.searchParams)
    const body = text === '' ? undefined : parsed(text)
    const early = fault?.kind === 'answer' ? fault.answer : this.unfit(matched, request)
    const wrong = early === undefined ? wrongInRequest(matched, query, body) : []
    this.wrong.push(...wrong.map(line => `${operation}: ${line}`))
    const answer =
      early ??
      (wrong.length > 0
        ? failure(422, `Invalid request.\n\n${wrong.join('\n')}`)
        : (operations[operation]?.({ params, query, body, url }, this.world) ?? notFound))
    this.wrong.push(...wrongInAnswer(operation, answer.status, answer.body).map(line => `${operation}: ${line}`))
    return answer
  }

  /** What GitHub says before it looks at what is asked. */
  private unfit({ operation, params }: Matched, { headers }: IncomingMessage): Answer | undefined {
    if (!headers['user-agent']) return failure(403, 'Request forbidden by administrative rules: no User-Agent.')
    if (!new RegExp(`^(bearer|token) ${this.token}$`, 'i').test(headers.authorization ?? ''))
      return failure(401, 'Bad credentials')
    if (params.owner !== this.world.owner || params.repo !== this.world.name) return notFound
    return refusal(operation, this.rights)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
