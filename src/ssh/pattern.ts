/** Whether a pattern of ssh_config(5) or known_hosts means a text: `*` for any letters, `?` for one. */
export function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(text)
}

/** Whether a list of patterns does: one at least, and none that is negated (`!`). */
export function listFits(patterns: readonly string[], text: string): boolean {
  return (
    !patterns.some(one => one.startsWith('!') && fits(one.slice(1), text)) &&
    patterns.some(one => one[0] !== '!' && fits(one, text))
  )
}
