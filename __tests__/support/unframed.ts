import { gunzipSync } from 'node:zlib'

/** What was packed for a machine, as `drover_receive` reads it there: how each piece came, and all of them together. */
export function unframed(sent: Buffer): { readonly forms: readonly string[]; readonly bytes: Buffer } {
  const forms: string[] = []
  const pieces: Buffer[] = []
  for (let at = 0; at < sent.length; ) {
    const end = sent.indexOf(10, at)
    const [, form, count] = /^(gzip|plain) (\d+)$/.exec(sent.toString('latin1', at, end)) ?? []
    if (form === undefined) throw new Error(`no announcement at ${at}`)
    at = end + 1 + Number(count)
    if (at > sent.length) throw new Error(`${at - sent.length} bytes less came than were announced`)
    forms.push(form)
    const body = sent.subarray(end + 1, at)
    pieces.push(form === 'gzip' ? gunzipSync(body) : body)
  }
  return { forms, bytes: Buffer.concat(pieces) }
}
