const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

export const memoryPattern = /^([1-9]\d*)\s*([kmg]?)(?:i?b)?$/i

/** `512M`, `2G`, `1073741824`: in bytes, by powers of 1024. */
export function memoryBytes(text: string): number {
  const match = memoryPattern.exec(text)
  if (!match) throw new RangeError(`“${text}” is no amount of memory`)
  return Number(match[1]) * (units[(match[2] ?? '').toLowerCase()] ?? 1)
}
