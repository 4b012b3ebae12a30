import { existsSync, readFileSync, statSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import { BrokenSource, jsonError } from './broken-source'

// The hooks serve the user's files alone; what lies in node_modules is loaded as Node does it.
const isOfUser = (url: string): boolean => url.startsWith('file:') && !url.includes('/node_modules/')

const drover = 'drover:api'
const shared = Symbol.for('drover.api')

/** What was read for the deployment file, in order: where a syntax error has no place of its own, it is looked for here. */
export const loadedFiles = new Set<string>()

let installed = false

/**
 * From now on, `import … from 'drover'` in the user's files is answered with this object, and their TypeScript and JSON can be
 * imported with or without extension or attributes. Stays for the life of the process: a user's environment type may import late.
 */
export function installHooks(api: object): void {
  Reflect.set(globalThis, shared, api)
  if (installed) return
  installed = true
  const exported = Object.keys(api).join(', ')
  const source = `export const { ${exported} } = globalThis[Symbol.for('drover.api')]`
  module.registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'drover') return { url: drover, format: 'module', shortCircuit: true }
      const parent = context.parentURL
      if (parent === undefined || !isOfUser(parent)) return next(specifier, context)
      const sibling = specifier.startsWith('.') ? findSibling(dirname(fileURLToPath(parent)), specifier) : undefined
      if (sibling !== undefined) return { url: pathToFileURL(sibling).href, shortCircuit: true }
      try {
        return next(specifier, context)
      } catch (cause) {
        throw BrokenSource.ofImport(fileURLToPath(parent), specifier, cause)
      }
    },
    load(url, context, next) {
      if (url === drover) return { format: 'module', source, shortCircuit: true }
      if (!isOfUser(url)) return next(url, context)
      const file = fileURLToPath(url)
      loadedFiles.add(file)
      if (file.endsWith('.json')) return { format: 'module', source: jsonModule(file), shortCircuit: true }
      if (!/\.m?[jt]s$/.test(file) || isCommonJs(file)) return next(url, context)
      return next(url, { ...context, format: /ts$/.test(file) ? 'module-typescript' : 'module' })
    },
  })
}

const endings = ['.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']

// As an editor resolves it: `./lib` and `./lib.js` may both mean lib.ts.
function findSibling(folder: string, specifier: string): string | undefined {
  const path = join(folder, specifier)
  const candidates = [path, ...endings.map(ending => path + ending), path.replace(/js$/, 'ts')]
  return candidates.find(candidate => existsSync(candidate) && statSync(candidate).isFile())
}

function jsonModule(file: string): string {
  const text = readFileSync(file, 'utf8')
  try {
    JSON.parse(text)
  } catch (cause) {
    throw jsonError(file, text, cause)
  }
  return `export default JSON.parse(${JSON.stringify(text)})`
}

/**
 * A file without import and export that uses `require` or `module` is CommonJS, whatever package.json says; any other is a module.
 * Node would ask package.json's `type`, which the users of a deployment file need not have.
 */
function isCommonJs(file: string): boolean {
  if (!file.endsWith('.js')) return false
  const source = readFileSync(file, 'utf8')
  if (!/\b(require\s*\(|module\.exports|exports\.)/.test(source)) return false
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'])
    return true
  } catch {
    return false
  }
}
