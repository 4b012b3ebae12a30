/** How a transaction ended on the machine. */
export type Ended =
  | { readonly end: 'confirmed'; readonly generation: number }
  | { readonly end: 'failed'; readonly at: FailedAt; readonly exit: number; readonly output: string }

/** The number of the step that failed, from 0; or what Drover itself does before the first one and after the last. */
export type FailedAt = number | 'begin' | 'record'

/** Reads what `drover_submit` and `drover_follow` print, each event once, however often it is printed. */
export class Follower {
  /** The number of the last event that was read. */
  last = 0
  ended: Ended | undefined
  /** Who else is changing the machine, where the submission was refused for that. */
  busy: string | undefined
  /** Nothing was begun: the disk had no room to note what is done. */
  full = false
  /** The machine has another transaction's state by now. */
  gone = false
  /** Why no end can be told. */
  trouble: string | undefined
  private failed: { at: FailedAt; exit: number; output: string } | undefined

  constructor(
    private readonly onStep: (number: number, what: 'start' | 'finish') => void,
    private readonly onSay: (message: string) => void = () => {},
  ) {}

  read(line: string): void {
    const [first = '', word = '', one = '', two = '', three = ''] = line.split(' ')
    if (first === 'busy') this.busy = holderIn(line)
    if (first === 'full') this.full = true
    if (first === 'gone') {
      this.gone = true
      this.trouble = 'another deployment was carried out since'
    }
    if (first === 'lost') this.trouble ??= 'the unit that carried the change out is gone and did not say how it ended'
    const number = Number(first)
    if (!Number.isSafeInteger(number) || number <= this.last) return
    this.last = number
    if (word === 'start' || word === 'finish') this.onStep(Number(one) - 1, word)
    if (word === 'say') this.onSay(Buffer.from(one, 'base64').toString())
    if (word === 'failed')
      this.failed = { at: placeOf(one), exit: Number(two), output: Buffer.from(three, 'base64').toString() }
    if (word === 'end' && one === 'confirmed') this.ended = { end: 'confirmed', generation: Number(two) }
    if (word === 'end' && one === 'failed' && this.failed) this.ended = { end: 'failed', ...this.failed }
  }
}

const placeOf = (said: string): FailedAt => (said === 'begin' || said === 'record' ? said : Number(said) - 1)

/** The holder in `busy HOLDER`. */
export const holderIn = (said: string): string =>
  said.replace(/^busy ?/, '') || 'a deployment that does not name itself'
