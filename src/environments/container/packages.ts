import type { Cache, ContainerPlace } from './cache'
import { command } from './command'
import type { ContainerFacts } from './facts'

/**
 * Keeps what the container's apt downloaded for the next container of the same release, so that a second run needs no
 * network. Kept is only what the root's signed lists vouch for: apt itself trusts a file that lies in its archive by its
 * size alone.
 */
export async function keepPackages(cache: Cache, place: ContainerPlace, facts: ContainerFacts): Promise<void> {
  const script = `
cd "$1/var/cache/apt/archives" 2>/dev/null || exit 0
mkdir -p "$3"
for file in *.deb; do
  [ -f "$file" ] && [ ! -L "$file" ] && [ ! -e "$3/$file" ] || continue
  sum=$(sha256sum < "$file")
  grep -qx "SHA256: \${sum%% *}" "$2"/var/lib/apt/lists/*_Packages && mv "$file" "$3/$file"
done`
  await command(['sh', '-uc', script, 'sh', place.upper, facts.base, folder(cache, facts.release)])
}

/**
 * Lays the kept packages into a new container's archive, as copies: whoever is root there may write to them. Where the file
 * system can share blocks, that takes neither time nor space.
 */
export async function layPackages(cache: Cache, place: ContainerPlace, release: string): Promise<void> {
  const script = `
[ -d "$1" ] || exit 0
mkdir -p "$2/var/cache/apt/archives"
find "$1" -name '*.deb' -exec cp --reflink=auto -t "$2/var/cache/apt/archives" {} +`
  await command(['sh', '-uc', script, 'sh', folder(cache, release), place.upper])
}

function folder(cache: Cache, release: string): string {
  return `${cache.packages}/${release}`
}
