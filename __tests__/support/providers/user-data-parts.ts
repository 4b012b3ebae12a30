/** A part of user data: its MIME type and its text, decoded. */
export interface UserDataPart {
  readonly type: string
  readonly text: string
}

/** The parts of a multipart message, as RFC 2046 has them; what is none is one part. */
export function partsOf(userData: string): readonly UserDataPart[] {
  const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"/.exec(userData)?.[1]
  if (boundary === undefined) return [{ type: typeOf(userData), text: userData }]
  const pieces = userData.split(`--${boundary}`).slice(1, -1)
  return pieces.map(piece => {
    const [head = '', ...body] = piece.slice(1, -1).split('\n\n')
    const text = body.join('\n\n')
    const type = /^Content-Type: ([^;\n]+)/.exec(head)?.[1] ?? ''
    return { type, text: /: base64/.test(head) ? Buffer.from(text, 'base64').toString() : text }
  })
}

const typeOf = (text: string): string => (text.startsWith('#cloud-config') ? 'text/cloud-config' : 'text/x-shellscript')
