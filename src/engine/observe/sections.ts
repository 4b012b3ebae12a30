import { lines, type Script, sh } from '../../target/script'

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

/** A section of what sh says by itself: a script that can't fail, and sets nothing that others read, needs no process of its own. */
export const plainSection = (nonce: string, name: string, script: Script): Script =>
  lines(sh`printf '@%s begin %s\n' ${nonce} ${name}`, script, sh`printf '\n@%s end %s 0\n' ${nonce} ${name}`)

/** Sections of what stands in files, at most eight, all of them printed by one process. A file that is not there prints nothing. */
export function fileSections(nonce: string, files: Readonly<Record<string, Script>>): Script {
  // In front of each file the process reads the markers that sh holds ready for it, and behind the last one those of its end.
  const parts = Object.entries(files).map(([name, path], index, all) => {
    const before = all[index - 1]?.[0]
    const markers = `${before === undefined ? '' : `\n@${nonce} end ${before} 0\n`}@${nonce} begin ${name}\n`
    return { number: index + 2, path, markers, name }
  })
  return lines(
    ...parts.slice(0, 1).map(({ markers }) => sh`printf %s ${markers}`),
    sh`cat -- ${parts.flatMap(({ number, path }) => (number > 2 ? [sh`/proc/self/fd/${number}`, path] : [path]))} 2>/dev/null ${parts.slice(1).map(({ number }) => ({ sh: `${number}<<${nonce}` }))} || :`,
    ...parts.slice(1).map(({ markers }) => ({ sh: `${markers}${nonce}` })),
    ...parts.slice(-1).map(({ name }) => sh`printf '\n@%s end %s 0\n' ${nonce} ${name}`),
  )
}

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
