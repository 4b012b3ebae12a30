import { DroverError } from '../../failure'

/** What a provider says of an error, in its own words. */
export interface Said {
  readonly message: string
  readonly code?: string | undefined
  readonly field?: string | undefined
}

interface Refused {
  readonly environment: string
  /** As “POST /servers”. */
  readonly request: string
  /** Undefined where no whole answer came. */
  readonly status: number | undefined
  readonly said: Said
}

/** A request that a provider did not do, or that nobody knows of whether it did. */
export class ApiError extends DroverError {
  readonly status: number | undefined
  /** The provider's own, where it has one. */
  readonly code: string | undefined
  readonly field: string | undefined

  constructor({ environment, request, status, said }: Refused, options?: ErrorOptions) {
    const { code, field, message } = said
    const what = [status, code].filter(part => part !== undefined).join(' ')
    const words = `${what === '' ? '' : `${what}: `}${message}${field === undefined ? '' : ` (${field})`}`
    super({ code: 'environment-failed', environment, message: `${request}: ${words}` }, options)
    this.status = status
    this.code = code
    this.field = field
  }

  /** It may have been done all the same: whoever asked must look before asking again. */
  get doubtful(): boolean {
    return this.status === undefined || this.status >= 500 || this.status === 408 || this.status < 400
  }
}

/** What a provider answers; undefined where it says that there is no such thing. */
export const unlessGone = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  })
