/** What stands in a member's header. Everything in an archive is root's, and as old as the epoch. */
export interface TarMember {
  readonly type: 'file' | 'hard-link' | 'link' | 'directory'
  readonly path: string
  /** Of a link of either kind: what it leads to. */
  readonly target?: string
  /** Of a file: the bytes that follow the header, filled up to a whole block (`tarPadding`). */
  readonly size?: number
  readonly mode: '600' | '644' | '755'
}

const block = 512
const nameLength = 100
const flags = { file: '0', 'hard-link': '1', link: '2', directory: '5' } as const

/** What comes before a member's bytes, in GNU tar's form: a name that is too long stands whole in a member of its own. */
export function tarHeader({ type, path, target = '', size = 0, mode }: TarMember): readonly Buffer[] {
  const name = Buffer.from(path)
  const link = Buffer.from(target)
  return [
    ...(link.length > nameLength ? longName('K', link) : []),
    ...(name.length > nameLength ? longName('L', name) : []),
    header(flags[type], name, link, size, mode),
  ]
}

/** How many bytes come before a member's own. */
export const tarHeaderSize = ({ path, target = '' }: Pick<TarMember, 'path' | 'target'>): number =>
  [path, target].map(text => Buffer.byteLength(text)).reduce((sum, length) => sum + longSize(length), block)

const longSize = (length: number): number => (length > nameLength ? block + length + 1 + tarPadding(length + 1) : 0)

/** How many bytes of zero follow a file of this size. */
export const tarPadding = (size: number): number => (block - (size % block)) % block

/** What stands behind the last member. */
export const tarEnd: Buffer = Buffer.alloc(2 * block)

function longName(flag: 'K' | 'L', name: Buffer): readonly Buffer[] {
  const size = name.length + 1
  const body = Buffer.alloc(size + tarPadding(size))
  name.copy(body)
  return [header(flag, Buffer.from('././@LongLink'), Buffer.alloc(0), size, '644'), body]
}

// What is the same in every header, with the spaces that count for the sum in its own place.
const common = Buffer.alloc(block)
for (const [at, text] of [
  [100, '0000000'],
  [108, '0000000'],
  [116, '0000000'],
  [136, '00000000000'],
  [148, '        '],
  [257, 'ustar  '],
] as const)
  common.write(text, at)

function header(flag: string, name: Buffer, link: Buffer, size: number, mode: TarMember['mode']): Buffer {
  const made = Buffer.from(common)
  // A name that is cut here must not be cut within a character: an archive may travel as text.
  if (name.length <= nameLength) name.copy(made, 0)
  else made.write('long', 0)
  made.write(mode, 104)
  made.write(size.toString(8).padStart(11, '0'), 124)
  made.write(flag, 156)
  if (link.length <= nameLength) link.copy(made, 157)
  else made.write('long', 157)
  let sum = 0
  for (let at = 0; at < block; at++) sum += made[at] ?? 0
  made.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return made
}
