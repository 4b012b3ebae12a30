// From the start of the action's process to the first line of the deployment file, beside bare Node to a script's first line.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pairs, timed } from '../timed.mjs'
import { node24, root } from '../world.mjs'

const stamp =
  "require('node:fs').writeFileSync(process.env.BENCH_STAMP, String(performance.timeOrigin + performance.now()))\n"

export async function start({ folder: parent, signal }, times) {
  const folder = await mkdtemp(join(parent, 'start-'))
  const [deployment, script, stamped] = ['deploy.ts', 'script.js', 'stamp'].map(name => join(folder, name))
  await writeFile(script, stamp)
  await writeFile(
    deployment,
    `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
${stamp}
import { deployment } from 'drover'
export default deployment([])
`,
  )
  const env = {
    BENCH_STAMP: stamped,
    INPUT_COMMAND: 'validate',
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_OUTPUT: join(folder, 'output'),
  }
  const until = async file => {
    await writeFile(stamped, '')
    const began = performance.timeOrigin + performance.now()
    // An empty list of machines is a mistake, found after the file has run.
    await timed(['sh', '-c', '"$0" "$1" >/dev/null || [ -s "$BENCH_STAMP" ]', node24, file], { signal, env })
    return (Number(await readFile(stamped, 'utf8')) - began) / 1000
  }
  const { our, their, ratio, seconds } = await pairs(
    3 * times,
    () => until(join(root, 'dist/index.js')),
    () => until(script),
  )
  return { drover_s: our, node_s: their, ratio, seconds }
}
