import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cache, ContainerPlace } from './cache'
import { command } from './command'
import type { ContainerFacts } from './facts'
import { underLock } from './lock'

/**
 * Keeps what the container's apt downloaded for the next container of the same release, so that a second run needs no
 * network. Kept is only what the root's signed lists vouch for: apt itself trusts a file that lies in its archive by its
 * size alone. What is kept never changes in place, because containers stand on it: with something new it is another layer.
 */
export async function keepPackages(cache: Cache, place: ContainerPlace, facts: ContainerFacts): Promise<void> {
  const script = `
cd "$1/var/cache/apt/archives" 2>/dev/null || exit 0
last=$3/$4 next=$3/.next
archive=var/cache/apt/archives
rm -rf "$next"
for file in *.deb; do
  [ -f "$file" ] && [ ! -L "$file" ] && [ ! -e "$last/$archive/$file" ] || continue
  sum=$(sha256sum < "$file")
  grep -qx "SHA256: \${sum%% *}" "$2"/var/lib/apt/lists/*_Packages || continue
  if [ ! -d "$next" ]; then
    (umask 022; mkdir -p "$next/$archive")
    if [ -n "$4" ]; then find "$last/$archive" -name '*.deb' -exec ln -t "$next/$archive" {} +; fi
  fi
  mv "$file" "$next/$archive/$file"
  chown 0:0 "$next/$archive/$file"
  chmod 644 "$next/$archive/$file"
done
[ ! -d "$next" ] || mv "$next" "$3/$(date +%s%N)"`
  const folder = folderOf(cache, facts.release)
  await underLock(join(cache.locks, `packages-${facts.release}`), async () => {
    const layers = await layersIn(folder)
    const last = layers.at(-1) ?? ''
    await command(['sh', '-uc', script, 'sh', place.upper, facts.base, folder, last])
    const mounts = await readFile('/proc/self/mountinfo', 'utf8')
    for (const layer of layers.slice(0, -1))
      if (!mounts.includes(join(folder, layer))) await rm(join(folder, layer), { recursive: true, force: true })
  })
}

/** The layer of kept packages that a new container stands on, beside its root; undefined where none are kept. */
export async function packageLayer(cache: Cache, release: string): Promise<string | undefined> {
  const folder = folderOf(cache, release)
  const last = (await layersIn(folder)).at(-1)
  return last === undefined ? undefined : join(folder, last)
}

/** By age. */
const layersIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter(name => /^\d+$/.test(name)).sort()

const folderOf = (cache: Cache, release: string): string => join(cache.packages, release)
