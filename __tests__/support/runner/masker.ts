/** The runner's memory of what it hides, for a whole job. A value of several lines is hidden whole and line by line. */
export class Masker {
  private readonly values = new Set<string>()

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) this.add(secret)
  }

  add(value: string): void {
    for (const each of [value, ...value.split(/\r\n|\r|\n/)]) {
      if (each.trim() === '') continue
      for (const form of [each, base64(each), encodeURIComponent(each), JSON.stringify(each).slice(1, -1)])
        this.values.add(form)
    }
  }

  mask(text: string): string {
    const longestFirst = [...this.values].sort((a, b) => b.length - a.length)
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, '***'), text)
  }
}

// The end of a Base64 text depends on what follows the value in the text that was encoded.
const base64 = (value: string): string => Buffer.from(value).toString('base64').replace(/=+$/, '')
