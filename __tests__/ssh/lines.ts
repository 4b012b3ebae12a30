/** A key of the right shape (RFC 8709), made of one byte: no pair to it exists, and none is needed to compare. */
export function publicLine(byte: number, type = 'ssh-ed25519'): string {
  const field = (bytes: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  return `${type} ${Buffer.concat([field(Buffer.from(type)), field(Buffer.alloc(32, byte))]).toString('base64')}`
}

export function blobOf(line: string): Buffer {
  return Buffer.from(line.split(' ')[1] ?? '', 'base64')
}
