import { createHash } from 'node:crypto'
import { DroverError } from '../../failure'
import type { EnvironmentContext } from '../environment'

type Whose = Pick<EnvironmentContext, 'machine' | 'deployment' | 'stage'>

/** What a cloud machine carries, so that it is found again. */
export interface Marks {
  /** One way, not to be read back: {@link deploymentMark}. */
  readonly deployment: string
  readonly stage: string
  readonly machine: string
  /** Until it is `ready` nobody uses it. */
  readonly state: 'provisioning' | 'ready'
  /** Which run makes it or made it. */
  readonly run: string
  /** `SHA256:…` of the key that the machine made for itself. */
  readonly hostKey?: string | undefined
  /** The machine in whose place it was made, by the provider's id: that one's time is over once this one is ready. */
  readonly replaces?: string | undefined
  /** Of the user's own user data that it was made with. */
  readonly seed?: string | undefined
  readonly protected?: boolean | undefined
}

/** A mark as providers keep it: a key and a value of letters, digits and dashes, 14 and 30 of them at most. */
export type Labels = Readonly<Record<string, string>>

/**
 * In the alphabet that labels and tags of all providers share: lower-case letters, digits, and dashes within. A longer value
 * goes on under `key-2`, `key-3`.
 */
export function labelsOf(marks: Marks): Labels {
  const { hostKey, replaces, seed, state, run, deployment } = marks
  return {
    id: machineMark(marks),
    deployment,
    ...inPieces('stage', escaped(marks.stage)),
    ...inPieces('machine', escaped(marks.machine)),
    state,
    run,
    ...(hostKey !== undefined && inPieces('host-key', [...Buffer.from(hostKey.slice(7), 'base64').toString('hex')])),
    ...(replaces !== undefined && inPieces('replaces', escaped(replaces))),
    ...(seed !== undefined && { seed }),
    ...(marks.protected && { protected: 'yes' }),
  }
}

/** Undefined where they are none of Drover's, or not whole. */
export function marksOf(labels: Labels): Marks | undefined {
  const { id, deployment, run, state, seed } = labels
  const [stage, machine] = [unescaped(joined(labels, 'stage')), unescaped(joined(labels, 'machine'))]
  if (deployment === undefined || run === undefined || stage === undefined || machine === undefined) return undefined
  if (state !== 'ready' && state !== 'provisioning') return undefined
  const hex = joined(labels, 'host-key')
  const replaces = unescaped(joined(labels, 'replaces'))
  const marks: Marks = {
    deployment,
    stage,
    machine,
    state,
    run,
    ...(hex !== undefined && { hostKey: printOf(hex) }),
    ...(replaces !== undefined && { replaces }),
    ...(seed !== undefined && { seed }),
    ...(labels.protected === 'yes' && { protected: true }),
  }
  return id === machineMark(marks) ? marks : undefined
}

/** What all machines of a deployment carry: readable, and no other deployment has it. */
export const deploymentMark = (deployment: string): string => behind(slug(deployment, 13), hash(deployment, 16))

/** What one machine of one stage carries alone. */
export const machineMark = ({ deployment, stage, machine }: Pick<Marks, 'deployment' | 'stage' | 'machine'>): string =>
  hash(JSON.stringify([deployment, stage, machine]), 30)

/** Which of a user's own user data a machine was made with. */
export const seedMark = (own: string | undefined): string | undefined =>
  own === undefined || own.trim() === '' ? undefined : hash(own, 16)

/**
 * A name for a machine at a provider: the machine's, with a mark of the deployment and stage, so that a preview's `web` never
 * meets production's. `second` is for the one that takes the place of the first.
 */
export function nameFor(whose: Whose, second = false): string {
  if (whose.machine.length > 63) {
    const message = `a machine in a cloud has a name of 63 letters at most, and “${whose.machine}” has more`
    throw new DroverError({ code: 'bad-input', input: 'machine', message })
  }
  const mark = machineMark({ ...whose, deployment: deploymentMark(whose.deployment) }).slice(0, 8)
  return `${behind(slug(whose.machine, 40), mark)}${second ? '-b' : ''}`
}

const hash = (text: string, letters: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, letters)

/** Some names have no letter that is left of them. */
const behind = (slug: string, mark: string): string => (slug === '' ? mark : `${slug}-${mark}`)

const slug = (text: string, letters: number): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, letters)
    .replaceAll(/^-|-$/g, '')

/** Letters and digits as they are, but z; “z” and two digits of hexadecimal for each byte of the rest; a dash within as it is. */
const escaped = (text: string): readonly string[] =>
  [...Buffer.from(text)].map(byte => {
    const letter = String.fromCharCode(byte)
    if (letter === 'z') return 'zz'
    return /[a-y0-9-]/.test(letter) ? letter : hexOf(byte)
  })

const hexOf = (byte: number): string => `z${byte.toString(16).padStart(2, '0')}`

/** Pieces of 30 at most, none of which begins or ends with a dash: there it is escaped. */
function inPieces(key: string, letters: readonly string[]): Labels {
  const pieces: string[][] = [[]]
  for (const letter of letters) {
    const last = pieces.at(-1)
    // Room for a dash that turns out to be the last.
    if (last === undefined || last.join('').length + letter.length > 28) pieces.push([letter])
    else last.push(letter)
  }
  const values = pieces.map(piece =>
    piece
      .map((letter, at) => (letter === '-' && (at === 0 || at === piece.length - 1) ? hexOf(0x2d) : letter))
      .join(''),
  )
  return Object.fromEntries(values.map((value, at) => [at === 0 ? key : `${key}-${at + 1}`, value]))
}

function joined(labels: Labels, key: string): string | undefined {
  let whole = labels[key]
  for (let at = 2; whole !== undefined; at++) {
    const piece = labels[`${key}-${at}`]
    if (piece === undefined) return whole
    whole += piece
  }
  return whole
}

function unescaped(text: string | undefined): string | undefined {
  if (text === undefined || !/^([a-y0-9-]|zz|z[0-9a-f]{2})*$/.test(text)) return undefined
  const bytes = text.match(/zz|z[0-9a-f]{2}|./g) ?? []
  return Buffer.from(
    bytes.map(part => (part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0))),
  ).toString()
}

const printOf = (hex: string): string => `SHA256:${Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '')}`
