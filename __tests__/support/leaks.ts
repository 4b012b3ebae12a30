import { createHash } from 'node:crypto'

/** Every form in which a secret could be told: found by a search of its own, not by what hides it. */
export function formsOf(secret: string): Readonly<Record<string, string>> {
  const lines = secret.split('\n').filter(line => line.length >= 4)
  return {
    value: secret,
    base64: Buffer.from(secret).toString('base64'),
    url: encodeURIComponent(secret),
    shell: `'${secret.replaceAll("'", String.raw`'\''`)}'`,
    json: JSON.stringify(secret).slice(1, -1),
    sha256: createHash('sha256').update(secret).digest('hex'),
    ...Object.fromEntries(lines.map((line, index) => [`line ${index + 1}`, line])),
  }
}

/** Which sinks tell a secret, and in which form. */
export function leaks(sinks: Readonly<Record<string, string>>, secret: string): readonly string[] {
  const forms = Object.entries(formsOf(secret))
  return Object.entries(sinks).flatMap(([sink, text]) =>
    forms.filter(([, form]) => text.includes(form)).map(([name]) => `${sink}: ${name}`),
  )
}
