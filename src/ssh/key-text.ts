/** What a pasted text is, before anything is decrypted. */
export type KeyText =
  | { readonly form: 'keys'; readonly pems: readonly string[] }
  | { readonly form: 'empty' | 'putty' | 'public-key' | 'certificate' | 'cut-off' | 'path' | 'variable' | 'unknown' }

const pem = /-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----([\s\S]*?)-----END \1-----/g

/**
 * Finds the private keys in a text as people paste it into a secret: CRLF, `\n` written out, all on one line, indented, in
 * quotes, without a last newline, several in a row.
 */
export function readKeyText(pasted: string): KeyText {
  const text = unescaped(pasted)
  if (text === '') return { form: 'empty' }
  const pems = [...text.matchAll(pem)].map(([, label = '', body = '']) => tidied(label, body))
  if (pems.length > 0) return { form: 'keys', pems }
  if (/^PuTTY-User-Key-File-/m.test(text)) return { form: 'putty' }
  if (/-----(BEGIN|END) [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) return { form: 'cut-off' }
  if (/^(ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+-cert-v01@openssh\.com /.test(text)) return { form: 'certificate' }
  if (/^(ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+ AAAA/.test(text)) return { form: 'public-key' }
  if (/-----BEGIN ([A-Z]+ )?PUBLIC KEY-----|---- BEGIN SSH2 PUBLIC KEY/.test(text)) return { form: 'public-key' }
  if (/^\$\{?\{?\s*[\w.]+\s*\}?\}?$/.test(text)) return { form: 'variable' }
  if (/^(~|\.{0,2})\/\S[^\n]*$/.test(text) && text.length < 4096) return { form: 'path' }
  return { form: 'unknown' }
}

function unescaped(pasted: string): string {
  const text = pasted
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  const bare = /^(["'])[\s\S]*\1$/.test(text) ? text.slice(1, -1) : text
  return bare.replaceAll('\\r', '').replaceAll('\\n', '\n').trim()
}

/** A PEM block as the RFCs want it: headers (`DEK-Info: …`), an empty line, base64 in lines of 64. */
function tidied(label: string, body: string): string {
  const rows = body.split('\n').map(row => row.trim())
  const headers = rows.filter(row => /^[A-Za-z0-9-]+: /.test(row))
  const base64 = rows
    .filter(row => !headers.includes(row))
    .join('')
    .replace(/\s+/g, '')
  const lines = base64.match(/.{1,64}/g) ?? []
  const head = headers.length > 0 ? [...headers, ''] : []
  return [`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`, ''].join('\n')
}
