import type { Masker } from './masker'
import { type Command, commandIn } from './workflow-command'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
}

// Of each level of a step (actions/runner, ExecutionContext.cs).
const mostOfALevel = 10
const mostCharacters = 4096

/** What the runner makes of a step's output, line by line: the log as it is shown, and what its commands asked for. */
export class StepLog {
  /** Groups are indented; commands that only the runner reads are gone; secrets are `***`. */
  readonly shown: string[] = []
  readonly annotations: Annotation[] = []
  /** Annotations that came after the tenth of their level. */
  readonly dropped: Annotation[] = []
  readonly state: Record<string, string> = {}
  readonly outputs: Record<string, string> = {}
  /** Commands that the runner refuses by now. */
  readonly refused: string[] = []
  private rest = ''
  private stopToken: string | undefined
  private depth = 0

  constructor(private readonly masker: Masker) {}

  write(text: string): void {
    const lines = `${this.rest}${text}`.split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.line(line.replace(/\r$/, ''))
  }

  end(): void {
    if (this.rest !== '') this.write('\n')
  }

  /** Whether commands are still stopped, or a group still open. */
  get unfinished(): boolean {
    return this.stopToken !== undefined || this.depth > 0
  }

  private line(line: string): void {
    const command = commandIn(line, this.stopToken)
    if (command === undefined) this.show(line)
    else if (this.stopToken !== undefined) this.stopToken = undefined
    else this.obey(command)
  }

  private obey(command: Command): void {
    const { name, properties, data } = command
    switch (name) {
      case 'stop-commands':
        this.stopToken = data
        break
      case 'add-mask':
        this.masker.add(data)
        break
      case 'group':
        this.show(`▸ ${data}`)
        this.depth++
        break
      case 'endgroup':
        this.depth = Math.max(this.depth - 1, 0)
        break
      case 'error':
      case 'warning':
      case 'notice':
        this.annotate(name, command)
        break
      case 'save-state':
        this.state[properties.name ?? ''] = data
        break
      case 'set-output':
        this.outputs[properties.name ?? ''] = data
        break
      case 'set-env':
      case 'add-path':
        this.refused.push(name)
    }
  }

  private annotate(level: Annotation['level'], { properties, data }: Command): void {
    const { title, file, line } = properties
    const message = this.masker.mask(data)
    const annotation: Annotation = {
      level,
      message: message.slice(0, mostCharacters),
      ...(title === undefined ? {} : { title: this.masker.mask(title) }),
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line: Number(line) }),
    }
    const full = this.annotations.filter(other => other.level === level).length >= mostOfALevel
    this[full ? 'dropped' : 'annotations'].push(annotation)
    this.show(`${level}: ${data}`)
  }

  private show(text: string): void {
    for (const line of text.split('\n')) this.shown.push(`${'  '.repeat(this.depth)}${this.masker.mask(line)}`)
  }
}
