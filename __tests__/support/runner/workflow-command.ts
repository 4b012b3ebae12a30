// How actions/runner reads a job's output: src/Runner.Common/ActionCommand.cs (TryParseV2, then TryParse) and
// src/Runner.Worker/ActionCommandManager.cs (stop-commands). What it would act on is what a test may look at.

export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** Those that actions/runner knows. A line that names another one is text. */
const known: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/**
 * A line as the runner takes it: `::name key=value,…::data` after leading space, or `##[name key=value;…]data` anywhere.
 * Undefined for text. `resuming` is the token that ends `stop-commands`: while they are stopped, only a command of that name counts.
 */
export function commandIn(line: string, resuming?: string): Command | undefined {
  const token = resuming?.toLowerCase()
  for (const { header, data, separator, ofProperty, ofData } of formsOf(line)) {
    const [written = '', ...rest] = header.split(' ')
    const name = written.toLowerCase()
    if (!known.has(name) && name !== token) continue
    if (token !== undefined && name !== token) return undefined
    const properties = rest
      .join(' ')
      .split(separator)
      .flatMap(pair => {
        const at = pair.indexOf('=')
        return at > 0 ? [[pair.slice(0, at).trim(), ofProperty(pair.slice(at + 1))] as const] : []
      })
    return { name, properties: Object.fromEntries(properties), data: ofData(data) }
  }
  return undefined
}

/** The commands of a whole output that the runner carries out, in order; `resume` is the end of a `stop-commands`. */
export function commandsIn(output: string): readonly Command[] {
  let token: string | undefined
  return output.split(/\r\n|\r|\n/).flatMap(line => {
    const command = commandIn(line, token)
    if (command === undefined) return []
    const resumes = token !== undefined
    token = command.name === 'stop-commands' && !resumes ? command.data : undefined
    return [resumes ? { ...command, name: 'resume' } : command]
  })
}

const unescaped = (...signs: readonly string[]) => {
  const codes = signs.map(sign => [`%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`, sign] as const)
  return (text: string): string =>
    [...codes, ['%25', '%'] as const].reduce((read, [code, sign]) => read.replaceAll(code, sign), text)
}

const dataSigns = unescaped('\r', '\n')
const propertySigns = unescaped('\r', '\n', ':', ',')
const oldSigns = unescaped('\r', '\n', ';', ']')

function formsOf(line: string) {
  const [, newer, newerData = ''] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? []
  const [, older, olderData = ''] = /##\[(.*?)\](.*)$/s.exec(line) ?? []
  return [
    ...(newer === undefined
      ? []
      : [{ header: newer, data: newerData, separator: ',', ofProperty: propertySigns, ofData: dataSigns }]),
    ...(older === undefined
      ? []
      : [{ header: older, data: olderData, separator: ';', ofProperty: oldSigns, ofData: oldSigns }]),
  ]
}
