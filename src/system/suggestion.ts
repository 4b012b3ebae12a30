/** The known word that was probably meant: the nearest of those at most two slips away, however it is spelt in case. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly word: string; readonly slips: number } | undefined
  for (const candidate of known) {
    const slips = distance(word.toLowerCase(), candidate.toLowerCase())
    // Two slips in a word of three letters is another word.
    const near = slips <= 2 && slips <= Math.max(word.length, candidate.length) / 2
    if (candidate !== word && near && (!best || slips < best.slips)) best = { word: candidate, slips }
  }
  return best?.word
}

/** How many letters are added, left out or replaced on the way from one word to the other (Levenshtein). */
export function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const kept = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      line.push(Math.min(kept, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1))
    }
    above = line
  }
  return above[b.length] ?? 0
}
