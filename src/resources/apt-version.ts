/**
 * Compares two of Debian's versions, `[epoch:]upstream[-revision]`, as dpkg does: the epoch as a number, then upstream and
 * revision by turns of non-digits and digits, where `~` sorts before the end and letters before all else
 * (deb-version(7)). Negative where `a` is older.
 */
export function compareVersions(a: string, b: string): number {
  const left = parts(a)
  const right = parts(b)
  return (
    left.epoch - right.epoch || compareText(left.upstream, right.upstream) || compareText(left.revision, right.revision)
  )
}

function parts(version: string) {
  const colon = version.indexOf(':')
  const rest = version.slice(colon + 1)
  const dash = rest.lastIndexOf('-')
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  }
}

function compareText(a: string, b: string): number {
  const left = a.match(/\D*\d*/g) ?? []
  const right = b.match(/\D*\d*/g) ?? []
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [leftText, leftNumber] = turn(left[index] ?? '')
    const [rightText, rightNumber] = turn(right[index] ?? '')
    const order = compareLetters(leftText, rightText) || compareNumbers(leftNumber, rightNumber)
    if (order !== 0) return order
  }
  return 0
}

const turn = (text: string): readonly [string, string] => {
  const digits = text.search(/\d/)
  return digits < 0 ? [text, ''] : [text.slice(0, digits), text.slice(digits)]
}

function compareLetters(a: string, b: string): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = weight(a[index]) - weight(b[index])
    if (order !== 0) return order
  }
  return 0
}

const weight = (letter: string | undefined): number => {
  if (letter === undefined) return 0
  if (letter === '~') return -1
  return /[A-Za-z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256
}

/** By digits, because a version's number may be longer than a double holds (a date and a time). */
function compareNumbers(a: string, b: string): number {
  const left = a.replace(/^0+/, '')
  const right = b.replace(/^0+/, '')
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0)
}
