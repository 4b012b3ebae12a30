/** How a transaction stands on the machine when it no longer goes on by itself. */
export type Stand =
  /** All steps are done; what is missing is the decision. */
  | { readonly stand: 'applied' }
  | { readonly stand: 'confirmed'; readonly generation: number }
  /** Everything is as it was before; `reason` is the machine's. */
  | { readonly stand: 'undone' | 'aborted'; readonly reason: string; readonly failed?: Failed }
  /** It could not all be brought back: `left` says what and why. */
  | {
      readonly stand: 'undo-failed'
      readonly reason: string
      readonly failed?: Failed
      readonly left: readonly Failed[]
    }

/** What failed: the number of the step, from 0; or what Drover itself does before the first one and after the last. */
export interface Failed {
  readonly at: number | 'begin' | 'applied'
  readonly exit: number
  readonly output: string
}

/** Reads what a transaction's own program prints, each event once, however often it is printed. */
export class Follower {
  /** The number of the last event that was read. */
  last = 0
  stand: Stand | undefined
  /** Who else is changing the machine, where the submission was refused for that. */
  busy: string | undefined
  /** Nothing was begun: the disk had no room to note what is done. */
  full = false
  /** The machine has another transaction's state by now. */
  gone = false
  /** Nobody works on the transaction any more, and it has not ended. */
  lost = false
  /** Of what this transaction brought: why the machine has to be started anew. */
  reboot: readonly string[] = []
  private failed: Failed | undefined
  private readonly left: Failed[] = []

  constructor(
    private readonly onStep: (number: number, what: 'start' | 'finish' | 'undo') => void,
    private readonly onSay: (message: string) => void = () => {},
  ) {}

  read(line: string): void {
    const [first = '', word = '', ...rest] = line.split(' ')
    const number = Number(first)
    if (first !== '' && Number.isSafeInteger(number)) {
      if (number <= this.last) return
      this.last = number
      this.#event(word, rest)
    } else if (first === 'busy') this.busy = holderIn(line)
    else if (first === 'full') this.full = true
    else if (first === 'gone') this.gone = true
    else if (first === 'lost') this.lost = true
    else this.#said(first, line.slice(first.length + 1))
  }

  /** It is asked anew: what counts from here on is what is told from here on. */
  anew(): void {
    this.lost = false
    this.gone = false
    this.stand = undefined
  }

  #event(word: string, rest: readonly string[]): void {
    const [one = '', two = '', three = ''] = rest
    if (word === 'start' || word === 'finish') this.onStep(Number(one) - 1, word)
    if (word === 'say') this.onSay(Buffer.from(one, 'base64').toString())
    if (word === 'reboot') this.reboot = linesIn(one)
    if (word === 'undoing') this.onStep(-1, 'undo')
    if (word === 'failed') this.failed = failedAt(one, two, three)
    if (word === 'left') this.left.push(failedAt(one, two, three))
    if (word === 'end') this.#said(one, rest.slice(1).join(' '))
  }

  #said(stand: string, rest: string): void {
    const failed = this.failed ? { failed: this.failed } : {}
    if (stand === 'applied' || stand === 'late') this.stand = { stand: 'applied' }
    if (stand === 'confirmed') this.stand = { stand, generation: Number(rest) }
    if (stand === 'undone' || stand === 'aborted') this.stand = { stand, reason: rest, ...failed }
    if (stand === 'undo-failed') this.stand = { stand, reason: rest, ...failed, left: this.left }
  }
}

function failedAt(at: string, exit: string, output: string): Failed {
  const place = at === 'begin' || at === 'applied' ? at : Number(at) - 1
  return { at: place, exit: Number(exit), output: Buffer.from(output, 'base64').toString() }
}

const linesIn = (text: string): readonly string[] => Buffer.from(text, 'base64').toString().split('\n').filter(Boolean)

/** The holder in `busy HOLDER`. */
export const holderIn = (said: string): string =>
  said.replace(/^busy ?/, '') || 'a deployment that does not name itself'
