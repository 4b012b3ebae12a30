import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DroverError } from '../failure'
import type { Origin } from '../origin'
import { suggest } from '../system/suggestion'
import { BrokenSource, positionInStack, syntaxErrorIn } from './broken-source'
import { loadedFiles } from './hooks'
import { originOfThrown } from './origins'

/** What it means that the deployment file threw this while it was loaded or asked for its machines. */
export function brokenBy(
  thrown: unknown,
  at: { readonly root: string; readonly file: string; readonly exported: readonly string[] },
) {
  if (thrown instanceof DroverError) return thrown
  const source = thrown instanceof BrokenSource ? thrown : thrown instanceof SyntaxError ? placed(thrown) : undefined
  const origin: Origin = source
    ? [{ file: relative(at.root, source.file), ...source.position }]
    : originOfThrown(at.root, thrown)
  const message = messageOf(source ?? thrown, at.exported)
  return new DroverError(
    { code: 'deployment-file-broken', file: relative(at.root, at.file), message, origin },
    { cause: thrown },
  )
}

function placed(thrown: SyntaxError): BrokenSource | undefined {
  const position = positionInStack(thrown)
  const head = thrown.stack?.split('\n')[0] ?? ''
  const named = [...loadedFiles].find(
    file => head.startsWith(`${pathToFileURL(file).href}:`) || head.startsWith(`${file}:`),
  )
  if (position && named !== undefined) return new BrokenSource(named, position, thrown.message, { cause: thrown })
  for (const file of loadedFiles) {
    const found = /\.m?[jt]s$/.test(file) ? syntaxErrorIn(file) : undefined
    if (found) return found
  }
  return undefined
}

function messageOf(thrown: unknown, exported: readonly string[]): string {
  if (!(thrown instanceof Error))
    return `it threw ${JSON.stringify(thrown) ?? String(thrown)}, which is no Error and has no place`
  const missing = /^The requested module '(.*)' does not provide an export named '(.*)'$/.exec(thrown.message)
  if (missing) return missingExport(missing[1] ?? '', missing[2] ?? '', exported)
  const origin = thrown instanceof BrokenSource && thrown.cause !== undefined ? thrown.cause : thrown
  const code = origin instanceof Error && 'code' in origin ? origin.code : undefined
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return `${thrown.message}: types are only taken away here, not compiled. ${instead(thrown.message)}`
  }
  if (origin instanceof SyntaxError && !(origin instanceof BrokenSource)) return `syntax error: ${thrown.message}`
  return thrown instanceof BrokenSource || thrown.name === 'Error'
    ? thrown.message
    : `${thrown.name}: ${thrown.message}`
}

function missingExport(source: string, name: string, exported: readonly string[]): string {
  const asType = `If it is a type, write \`import { type ${name} }\`.`
  if (source !== 'drover') return `“${source}” exports no \`${name}\`. ${asType}`
  const near = suggest(name, exported)
  return `'drover' exports no \`${name}\`${near === undefined ? '' : `; did you mean \`${near}\`?`} ${asType}`
}

function instead(message: string): string {
  if (/enum/.test(message)) return 'Write `const Color = { red: 1, … } as const` instead of an enum.'
  if (/namespace|module/.test(message)) return 'Write a file of its own instead of a namespace.'
  if (/parameter property/.test(message)) return 'Declare the field and assign it in the constructor.'
  if (/import equals|import=|export assignment/i.test(message)) return 'Write `import x from …` and `export default …`.'
  return 'Write it in JavaScript, with types beside it.'
}
