// A folder of 10,000 files, 200 MB in all, beside `rsync -ac` to the same machines: delivered whole, and with one file changed.
import { createCipheriv } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { herdOf } from '../herd.mjs'
import { pairs } from '../timed.mjs'

const files = 10_000
const bytes = 20_000

/** `first` and `changed`, each of Drover's seconds beside those of rsync by checksum, as a fresh checkout's times need. */
export async function tree(world, count, times) {
  const herd = await herdOf(world, await world.machines(count, ['rsync']))
  const { folder, machines, ssh } = herd
  const source = join(folder, 'tree')
  await makeTree(source)
  await herd.declare({ forum: false, tree: true })
  const remote = ['ssh', ...ssh].join(' ')
  const rsync = () => herd.atOnce(({ host }) => `rsync -ac -e '${remote}' ${source}/ root@${host}:/srv/rsync/`)
  // What Drover knows of a machine lies in its folder there: without it, all of it is new.
  const forget = () => herd.sshAtOnce('rm -rf /var/lib/drover /srv/tree /srv/rsync')

  const first = await pairs(
    Math.min(times, 3),
    async turn => {
      if (turn % 2 === 0) await forget()
      return (await herd.drover('changed')).seconds
    },
    async turn => {
      if (turn % 2 === 1) await forget()
      return (await rsync()).seconds
    },
  )
  let altered = -1
  const alter = async turn => {
    if (altered !== turn) await writeFile(join(source, 'd42/f7.txt'), `turn ${turn}\n`.repeat(2000))
    altered = turn
  }
  const changed = await pairs(
    times,
    async turn => {
      await alter(turn)
      return (await herd.drover('changed')).seconds
    },
    async turn => {
      await alter(turn)
      return (await rsync()).seconds
    },
  )
  await world.destroy(machines)
  return { first: besideRsync(first), changed: besideRsync(changed) }
}

const besideRsync = ({ our, their, ratio, seconds }) => ({ drover_s: our, rsync_s: their, ratio, seconds })

/** Text that packs as well as text of this kind does, and is the same each time. */
async function makeTree(folder) {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16))
  for (let number = 0; number < files; number++) {
    const place = join(folder, `d${Math.floor(number / 100)}`)
    if (number % 100 === 0) await mkdir(place)
    await writeFile(
      join(place, `f${number % 100}.txt`),
      stream.update(Buffer.alloc((bytes * 3) / 4)).toString('base64'),
    )
  }
}
