// Up to date, and one setting changed, beside plain `ssh HOST true` to all machines at once.
import { pairs } from '../timed.mjs'

/** `drover_s` of a run that finds all machines unchanged, `ssh_s` of logging in everywhere. */
export async function upToDate(herd, times) {
  await Promise.all([herd.drover('unchanged'), herd.sshAtOnce('true')])
  return besideSsh(
    await pairs(
      times,
      async () => (await herd.drover('unchanged')).seconds,
      async () => (await herd.sshAtOnce('true')).seconds,
    ),
  )
}

/** The same, of a run that brings another content of one small file to every machine. */
export async function changed(herd, times) {
  const colours = ['green', 'blue']
  const result = besideSsh(
    await pairs(
      times,
      async turn => {
        await herd.declare({ setting: colours[turn % 2] })
        return (await herd.drover('changed')).seconds
      },
      async () => (await herd.sshAtOnce('true')).seconds,
    ),
  )
  await herd.declare({ setting: 'blue' })
  if (times % 2 === 1) await herd.drover('changed')
  return result
}

const besideSsh = ({ our, their, ratio, seconds }) => ({ drover_s: our, ssh_s: their, ratio, seconds })
