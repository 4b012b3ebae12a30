import picomatch from 'picomatch'
import { DroverError } from '../failure'

interface Selectable {
  readonly name: string
  readonly labels: readonly string[]
}

/**
 * The machines that a selector names, in the order of the deployment file. It is a list of names, globs (`web-*`) and labels
 * (`@database`), separated by commas or space; `!` before one takes away. Where all take away, they take from all machines. An
 * empty selector selects every machine.
 *
 * @throws DroverError `no-machine-selected` where nothing is left, where nothing but commas is said, or where one name finds nothing: it is probably misspelt
 */
export function selectMachines<Each extends Selectable>(machines: readonly Each[], selector: string): readonly Each[] {
  const words = selector.split(/[\s,]+/).filter(word => word !== '')
  const wanted = words.filter(word => !word.startsWith('!')).map(matching)
  const unwanted = words.filter(word => word.startsWith('!')).map(word => matching(word.slice(1)))
  const lost = words.find(word => word === '!') ?? wanted.find(({ matches }) => !machines.some(matches))?.word
  const selected = machines.filter(
    machine =>
      (wanted.length === 0 || wanted.some(({ matches }) => matches(machine))) &&
      !unwanted.some(({ matches }) => matches(machine)),
  )
  if (selector.trim() !== '' && (words.length === 0 || lost || selected.length === 0)) {
    throw new DroverError({
      code: 'no-machine-selected',
      selector: lost ?? selector,
      known: machines.map(({ name }) => name),
    })
  }
  return selected
}

function matching(word: string) {
  const label = word.startsWith('@')
  const pattern = label ? word.slice(1) : word
  const match = pattern === '' ? () => false : picomatch(pattern, { dot: true, nonegate: true })
  return {
    word,
    matches: ({ name, labels }: Selectable): boolean => (label ? labels.some(each => match(each)) : match(name)),
  }
}
