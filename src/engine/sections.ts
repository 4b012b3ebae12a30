import { type Script, sh } from '../target/script'

/** One framed part of an answer: what stood between its markers, and the exit code of what printed it. */
export interface Section {
  readonly body: string
  readonly exit: number
}

/** A script whose output is framed, so that it is told from everything else; the nonce makes the markers unguessable. */
export const section = (nonce: string, name: string, script: Script): Script => ({
  sh: [
    sh`printf '@%s begin %s\n' ${nonce} ${name}`.sh,
    '(',
    script.sh,
    ') </dev/null',
    sh`printf '\n@%s end %s %s\n' ${nonce} ${name} "$?"`.sh,
  ].join('\n'),
})

/** The whole sections of an answer, by name. What began and did not end is left out. */
export function readSections(nonce: string, answer: string): ReadonlyMap<string, Section> {
  const found = new Map<string, Section>()
  const begin = `@${nonce} begin `
  const end = `@${nonce} end `
  let open: { name: string; lines: string[] } | undefined
  for (const line of answer.split('\n')) {
    if (line.startsWith(begin)) open = { name: line.slice(begin.length), lines: [] }
    else if (open && line.startsWith(`${end}${open.name} `)) {
      const exit = Number(line.slice(end.length + open.name.length + 1))
      // The marker came after a newline of its own: what was printed ends before it.
      found.set(open.name, { body: open.lines.join('\n'), exit })
      open = undefined
    } else open?.lines.push(line)
  }
  return found
}
