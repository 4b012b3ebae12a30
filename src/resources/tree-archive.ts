import type { TreeEntry } from './source'

/**
 * A tree as a tar archive without contents: its files are hard links to `../plain/HASH` or `../executable/HASH`. So one
 * process makes ten thousand of them by name, once their contents lie in those two folders under their hashes. It depends
 * on nothing but the entries.
 */
export function treeArchive(entries: readonly TreeEntry[]): string {
  const blocks = entries.flatMap(entry => {
    if (entry.type === 'directory') return member('5', `${entry.path}/`, '')
    if (entry.type === 'link') return member('2', entry.path, entry.target)
    return member('1', entry.path, `../${shelfOf(entry)}/${entry.hash}`)
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)]).toString('utf8')
}

export const shelfOf = (file: { readonly executable: boolean }): string => (file.executable ? 'executable' : 'plain')

const nameLength = 100

/** GNU tar's form: a name that is too long stands whole in a member of its own before the one that it belongs to. */
function member(type: '1' | '2' | '5', path: string, target: string): readonly Buffer[] {
  const name = Buffer.from(path)
  const link = Buffer.from(target)
  return [
    ...(link.length > nameLength ? longName('K', link) : []),
    ...(name.length > nameLength ? longName('L', name) : []),
    header(type, name, link, 0),
  ]
}

function longName(type: 'K' | 'L', name: Buffer): readonly Buffer[] {
  const size = name.length + 1
  const body = Buffer.alloc(Math.ceil(size / 512) * 512)
  name.copy(body)
  return [header(type, Buffer.from('././@LongLink'), Buffer.alloc(0), size), body]
}

function header(type: string, name: Buffer, link: Buffer, size: number): Buffer {
  const block = Buffer.alloc(512)
  // A name that is cut here must not be cut within a character: the archive travels as text.
  if (name.length <= nameLength) name.copy(block, 0)
  else block.write('long', 0)
  block.write(type === '5' ? '0000755' : '0000644', 100)
  block.write('0000000', 108)
  block.write('0000000', 116)
  block.write(size.toString(8).padStart(11, '0'), 124)
  block.write('00000000000', 136)
  block.write('        ', 148)
  block.write(type, 156)
  if (link.length <= nameLength) link.copy(block, 157)
  else block.write('long', 157)
  block.write('ustar  ', 257)
  let sum = 0
  for (const byte of block) sum += byte
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
