import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Description, Matched } from './description'
import { type Answer, Faults } from './faults'

/** A request that is fit to be looked at. */
export interface Call extends Matched {
  readonly url: URL
  readonly query: URLSearchParams
  /** Checked against the operation's schema before. */
  readonly body: unknown
  readonly headers: IncomingHttpHeaders
}

export type Operation = (call: Call) => Answer | Promise<Answer>

/**
 * Somebody else's interface on the loopback, in memory. Every request and every answer is checked against their own
 * description; `stop` throws where one was wrong, so that no test can overlook it.
 */
export abstract class Emulator {
  readonly faults = new Faults()
  /** What was asked, in order, by the description's names of the operations. */
  readonly asked: string[] = []
  /** How many requests came until now. */
  now = 0
  private wrong: string[] = []
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch((error: unknown) => {
      this.wrong.push(`the emulator itself failed: ${error instanceof Error ? error.stack : String(error)}`)
      response.destroy()
    })
  })

  protected constructor(
    private readonly name: string,
    private readonly basePath: string,
    private readonly description: Description,
  ) {}

  protected abstract readonly operations: Readonly<Record<string, Operation>>
  /** What is said before one looks at what is asked: of a token, of a limit. */
  protected abstract refusal(call: Call): Answer | undefined
  /** What is said of a request that the description does not allow. */
  protected abstract invalid(lines: readonly string[]): Answer
  protected abstract readonly unknown: Answer

  /** The headers of all answers. */
  protected headers(): Readonly<Record<string, string>> {
    return {}
  }

  /** The path as the description has it, or undefined where it leads elsewhere. */
  protected pathOf(pathname: string): string | undefined {
    return pathname.startsWith(`${this.basePath}/`) ? pathname.slice(this.basePath.length) : undefined
  }

  /** Listens, and gives the address in the place of the real one, without a slash at its end. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return this.url
  }

  get url(): string {
    const address = this.server.address()
    if (address === null || typeof address === 'string') throw new Error('the emulator does not listen')
    return `http://127.0.0.1:${address.port}${this.basePath}`
  }

  /** Ends it, and throws where a request or an answer was not as it is described. */
  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
    const wrong = this.takeWrong()
    if (wrong.length > 0)
      throw new Error(`${this.name} was asked, or answered, otherwise than it describes:\n${wrong.join('\n')}`)
  }

  /** What was wrong until now. For a test that wants it so: `stop` then says it no more. */
  takeWrong(): readonly string[] {
    const wrong = this.wrong
    this.wrong = []
    return wrong
  }

  /** Which operations the description has, and which are done: the same. */
  get known(): { readonly described: readonly string[]; readonly done: readonly string[] } {
    return { described: [...this.description.operations].sort(), done: Object.keys(this.operations).sort() }
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    const text = (await request.setEncoding('utf8').toArray()).join('')
    this.now++
    const path = this.pathOf(url.pathname)
    const matched = path === undefined ? undefined : this.description.operationFor(request.method ?? '', path)
    if (matched === undefined) {
      this.wrong.push(`${request.method} ${url.pathname}: no such operation, or not one of the slice`)
      return this.send(response, this.unknown)
    }
    this.asked.push(matched.operation)
    const fault = this.faults.next(matched.operation)
    if (fault?.kind === 'broken') return void response.destroy()
    if (fault?.kind === 'answer') return this.send(response, this.checked(matched.operation, fault.answer))
    const { headers } = request
    const answer = await this.answer({ ...matched, url, query: url.searchParams, body: parsed(text), headers })
    if (fault?.kind === 'slow') await pause(fault.ms)
    if (fault?.kind === 'lost-answer') return void response.destroy()
    this.send(response, fault?.kind === 'done-and-answered' ? fault.answer : answer)
  }

  private async answer(call: Call): Promise<Answer> {
    const { operation, query, body } = call
    const early = this.refusal(call)
    const wrong = early === undefined ? this.description.wrongInRequest(call, query, body) : []
    this.wrong.push(...wrong.map(line => `${operation}: ${line}`))
    return this.checked(
      operation,
      early ?? (wrong.length > 0 ? this.invalid(wrong) : ((await this.operations[operation]?.(call)) ?? this.unknown)),
    )
  }

  /** A page of a proxy's is described nowhere. */
  private checked(operation: string, answer: Answer): Answer {
    if (typeof answer.body === 'string') return answer
    const lines = this.description.wrongInAnswer(operation, answer.status, answer.body)
    this.wrong.push(...lines.map(line => `${operation} ${answer.status}: ${line}`))
    return answer
  }

  private send(response: ServerResponse, { status, headers, body }: Answer): void {
    response.writeHead(status, { 'content-type': 'application/json', ...this.headers(), ...headers })
    response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
