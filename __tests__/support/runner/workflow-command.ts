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
 * Undefined for text. `resuming` is the token that ends `stop-commands`: a command of that name while they are stopped.
 */
export function commandIn(line: string, resuming?: string): Command | undefined {
  const { header, data, separator, plain } = newForm(line) ?? oldForm(line) ?? nothing
  if (header === undefined) return undefined
  const [name = ''] = header.split(' ')
  if (resuming === undefined ? !known.has(name) : name !== resuming) return undefined
  const pairs = header
    .slice(name.length)
    .trim()
    .split(separator)
    .filter(pair => pair.includes('='))
  const properties = pairs.map(pair => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), plain(pair.slice(at + 1))] as const
  })
  return { name, properties: Object.fromEntries(properties), data: plain(data) }
}

const nothing = { header: undefined, data: '', separator: ',', plain: (text: string) => text }

function newForm(line: string) {
  const found = /^\s*::(.*?)::([\s\S]*)$/.exec(line)
  return found && { header: found[1] ?? '', data: found[2] ?? '', separator: ',', plain: percent }
}

function oldForm(line: string) {
  const found = /##\[([^\]]*)\]([\s\S]*)$/.exec(line)
  return found && { header: found[1] ?? '', data: found[2] ?? '', separator: ';', plain: semicolons }
}

const percent = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')

const semicolons = (text: string): string => percent(text.replaceAll('%3B', ';').replaceAll('%5D', ']'))
