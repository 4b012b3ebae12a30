// How actions/runner reads a job's output: src/Runner.Common/ActionCommand.cs (TryParseV2, then TryParse) and
// src/Runner.Worker/ActionCommandManager.cs (stop-commands). What it would act on is what a test may look at.

export interface Issued {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const registered = new Set(
  'stop-commands set-env set-output save-state add-mask add-path add-matcher remove-matcher debug error warning notice group endgroup echo internal-set-repo-path'.split(
    ' ',
  ),
)

const unescapeData = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
const unescapeProperty = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')

function parse(line: string, names: ReadonlySet<string>): Issued | undefined {
  const trimmed = line.trimStart()
  const second = /^::(.*?)::(.*)$/s.exec(trimmed)
  const first = /##\[(.*?)\](.*)$/s.exec(line)
  for (const match of [second, first]) {
    const [name = '', ...rest] = (match?.[1] ?? '').split(' ')
    if (!match || !names.has(name.toLowerCase())) continue
    const properties = rest
      .join(' ')
      .split(',')
      .flatMap(pair => {
        const at = pair.indexOf('=')
        return at > 0 ? [[pair.slice(0, at), unescapeProperty(pair.slice(at + 1))]] : []
      })
    return { name, properties: Object.fromEntries(properties), data: unescapeData(match[2] ?? '') }
  }
  return undefined
}

/** The commands that the runner carries out, in order. */
export function issuedBy(output: string): readonly Issued[] {
  let token: string | undefined
  return output.split(/\r\n|\r|\n/).flatMap(line => {
    const issued = parse(line, token === undefined ? registered : new Set([...registered, token.toLowerCase()]))
    if (!issued) return []
    if (token !== undefined) {
      if (issued.name.toLowerCase() !== token.toLowerCase()) return []
      token = undefined
      return [{ ...issued, name: 'resume' }]
    }
    if (issued.name === 'stop-commands') token = issued.data
    return [issued]
  })
}
