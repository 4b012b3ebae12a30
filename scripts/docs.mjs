// Writes the inputs and outputs into action.yml, the README's tables and docs/inputs.md, from what is told of them in the sources.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, withSources } from './compiled.mjs'

await withSources(async source => {
  const { actionWith, inputsPage, readmeWith } = source('commands/arguments/documented')
  const rewrite = async (name, change) => {
    const path = join(root, name)
    await writeFile(path, change(await readFile(path, 'utf8')))
  }
  await rewrite('action.yml', actionWith)
  await rewrite('README.md', readmeWith)
  await writeFile(join(root, 'docs/inputs.md'), inputsPage())
})
