import { spawnSync } from 'node:child_process'
import { prelude } from '../../src/target/runtime'
import { lines, type Script, sh } from '../../src/target/script'

/** Runs a script here, as a machine would, with its state folder in `drover`. Fails where it does not exit 0. */
export function localSh(drover: string, script: Script): string {
  const whole = lines(sh`export LC_ALL=C; umask 022; drover=${drover}`, prelude, script)
  const { status, stdout, stderr } = spawnSync('sh', ['-eu'], { input: whole.sh, encoding: 'utf8' })
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`)
  return stdout
}
