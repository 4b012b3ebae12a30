import { z } from 'zod'
import { DroverError } from '../../failure'
import { ApiError, type Said } from './api-error'
import { askedToWait, backoff } from './rate-limit'
import { pauseFor } from './wait'

export interface ClientOptions {
  /** The environment type, for errors. */
  readonly environment: string
  /** Everything before a request's path, as `https://api.hetzner.cloud/v1`. */
  readonly base: string
  readonly token: string
  /** What an error's body says; undefined where it is none of the provider's. */
  readonly said: (body: unknown) => Said | undefined
  /** Codes by which the provider says that nothing was done and that it may be asked again. */
  readonly again?: readonly string[]
  readonly signal: AbortSignal
  readonly progress: (message: string) => void
  /** For one request. */
  readonly seconds?: number
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface Ask<Answer> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the base, with its slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly schema: z.ZodType<Answer>
  /** Whether it may be sent twice; so it is with whatever is no POST where nothing is said. */
  readonly repeatable?: boolean
}

/** A list's first page, and how to get on. */
export interface Paged<Page, Item> extends Ask<Page> {
  readonly items: (page: Page) => readonly Item[]
  /** The query of the page that follows; undefined at the end. */
  readonly next: (page: Page) => Ask<Page>['query']
}

export interface Client {
  /**
   * Asks, and asks again where the provider is busy or away and the request may be sent twice.
   *
   * @throws ApiError what the provider says, or that it gave no answer; DroverError `cancelled`
   */
  ask<Answer>(ask: Ask<Answer>): Promise<Answer>
  pages<Page, Item>(paged: Paged<Page, Item>): AsyncGenerator<Item, void, undefined>
}

/** How often one request is sent where the provider is away; where it is only asked to wait, longer. */
const attempts = 5
const attemptsWhenBusy = 15

/** What speaks with a provider. Its token stands in no error. */
export function client(options: ClientOptions): Client {
  const { signal, progress, environment, pause = pauseFor } = options
  const ask = async <Answer>(wish: Ask<Answer>): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await once(options, wish)
      if ('answer' in answer) return answer.answer
      const { error, wait } = answer
      const mode = repetition(error, wish, options.again ?? [])
      if (signal.aborted) throw new DroverError({ code: 'cancelled' }, { cause: error })
      if (mode === 'never' || attempt >= (mode === 'busy' ? attemptsWhenBusy : attempts)) throw error
      const ms = wait ?? backoff(attempt)
      progress(`${environment}: ${error.message}; asking again in ${Math.ceil(ms / 1000)} s`)
      await pause(ms, signal)
    }
  }
  return {
    ask,
    async *pages(paged) {
      let query = paged.query
      for (;;) {
        const page = await ask({ ...paged, ...(query && { query }) })
        yield* paged.items(page)
        const next = paged.next(page)
        if (next === undefined) return
        query = { ...paged.query, ...next }
      }
    },
  }
}

/** `busy`: nothing was done. `away`: nobody knows. */
function repetition(error: ApiError, { method = 'GET', repeatable }: Ask<unknown>, again: readonly string[]) {
  if (error.status === 429 || (error.code !== undefined && again.includes(error.code))) return 'busy'
  const mayTwice = repeatable ?? method !== 'POST'
  return mayTwice && error.doubtful && !(error.status !== undefined && error.status < 400) ? 'away' : 'never'
}

type Once<Answer> = { readonly answer: Answer } | { readonly error: ApiError; readonly wait: number | undefined }

async function once<Answer>(options: ClientOptions, wish: Ask<Answer>): Promise<Once<Answer>> {
  const { environment, base, token, signal, seconds = 60 } = options
  const { method = 'GET', path, query = {}, headers = {}, body, schema } = wish
  const fail = (status: number | undefined, said: Said, wait?: number, cause?: unknown): Once<Answer> => {
    const hidden = (words: string | undefined) => words?.replaceAll(token, '***')
    const safe = { message: hidden(said.message) ?? '', code: hidden(said.code), field: hidden(said.field) }
    const refused = { environment, request: `${method} ${path}`, status, said: safe }
    return { error: new ApiError(refused, cause === undefined ? {} : { cause }), wait }
  }
  let response: Response
  let text: string
  try {
    response = await fetch(addressOf(base, path, query), {
      method,
      // It would not be known where the token goes.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]),
      headers: {
        ...headers,
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'user-agent': 'drover',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    text = await response.text()
  } catch (cause) {
    if (signal.aborted) throw new DroverError({ code: 'cancelled' }, { cause })
    return fail(undefined, { message: noAnswer(cause, seconds) }, undefined, cause)
  }
  const wait = askedToWait(response.headers, response.status === 429, Date.now())
  const parsed = tryJson(text)
  if (!response.ok) return fail(response.status, options.said(parsed) ?? { message: shown(text, response) }, wait)
  const read = schema.safeParse(parsed)
  if (read.success) return { answer: read.data }
  const message = `the answer is not what was expected: ${z.prettifyError(read.error).replaceAll('\n', ' ')}`
  return fail(response.status, { message })
}

function addressOf(base: string, path: string, query: NonNullable<Ask<unknown>['query']>): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    [value ?? []].flat().map(one => [key, String(one)] satisfies [string, string]),
  )
  return `${base.replace(/\/+$/, '')}${path}${pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`}`
}

function noAnswer(cause: unknown, seconds: number): string {
  if (wordOf(cause, 'name') === 'TimeoutError') return `no answer came within ${seconds} s`
  const inner = typeof cause === 'object' && cause !== null && 'cause' in cause ? cause.cause : undefined
  return `no answer came: ${wordOf(inner, 'message') ?? wordOf(cause, 'message') ?? 'without a reason'}`
}

function wordOf(thrown: unknown, key: 'name' | 'message'): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  const word: unknown = Reflect.get(thrown, key)
  return typeof word === 'string' && word !== '' ? word : undefined
}

function tryJson(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is no JSON comes of a proxy: its first words, without its markup. */
function shown(text: string, { statusText }: Response): string {
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words.slice(0, 200) || statusText || 'without a word'
}
