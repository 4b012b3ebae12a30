import { lines, type Script, sh } from '../../target/script'
import { memoryBytes } from '../container/memory'
import { isContainer, type Wish } from './config'
import { folderOf, placesIn, seedTarget } from './domain-xml'
import { libvirtFailure } from './failure'
import type { Side } from './side'

/** What a machine is made of, as it is on the hypervisor. */
export interface Ground {
  readonly type: 'kvm' | 'qemu' | 'lxc'
  readonly image: string
  /** As qemu-img names it; empty for a container's folder. */
  readonly format: string
}

/** Sees that all is there that the machine is to be made of and with. Changes nothing: what is to be replaced still stands. */
export async function survey(side: Side, wish: Wish): Promise<Ground> {
  const answer = await side.run('be prepared', isContainer(wish) ? folderScript(wish) : imageScript(wish))
  const of = (key: string) => new RegExp(`^${key} (.*)$`, 'm').exec(answer)?.[1] ?? ''
  const bytes = Number(of('bytes'))
  if (wish.size !== undefined && memoryBytes(wish.size) < bytes)
    throw libvirtFailure(`the size ${wish.size} is less than that of the image ${wish.image}, ${bytes} bytes`)
  const type = of('type')
  const found = type === 'kvm' || type === 'lxc' ? type : 'qemu'
  return { type: wish.domainType ?? found, image: of('image'), format: of('format') }
}

const network = ({ network }: Wish): Script =>
  typeof network === 'string'
    ? sh`
v net-info --network ${network} >/dev/null
v net-list --name | grep -Fqx -e ${network} || { echo "the network ${network} is not active: virsh net-start it" >&2; exit 1; }`
    : sh`[ -d /sys/class/net/${network.bridge}/bridge ] || { echo no bridge ${network.bridge} is there >&2; exit 1; }`

const folderScript = (wish: Wish): Script => sh`
${network(wish)}
[ -x ${wish.image}/sbin/init ] || { echo ${wish.image} is no folder with a root that has an /sbin/init >&2; exit 1; }
echo image ${wish.image}
echo type lxc`

const imageScript = (wish: Wish): Script => {
  const [pool = '', volume = ''] = wish.image.split('/', 2)
  const resolve = wish.image.startsWith('/')
    ? sh`image=${wish.image}`
    : sh`image=$(v vol-path --pool ${pool} ${volume})`
  const booted = [wish.kernel, wish.initrd].filter(path => path !== undefined)
  return sh`
${network(wish)}
command -v qemu-img >/dev/null || { echo "qemu-img is not there: install qemu-utils" >&2; exit 1; }
${findSeedTool}
seed_tool >/dev/null
${resolve}
for file in "$image" ${booted}; do
  [ -e "$file" ] || { echo "$file is not there" >&2; exit 1; }
done
echo "image $image"
info=$(qemu-img info --force-share --output=json -- "$image")
echo "format $(printf '%s\n' "$info" | sed -n 's/^    "format": "\(.*\)",*$/\1/p')"
echo "bytes $(printf '%s\n' "$info" | sed -n 's/^    "virtual-size": \([0-9]*\),*$/\1/p')"
if v domcapabilities --virttype kvm >/dev/null 2>&1; then echo type kvm; else echo type qemu; fi`
}

const findSeedTool = sh`
seed_tool() {
  for tool in genisoimage mkisofs xorrisofs; do command -v $tool && return; done
  if command -v mkfs.vfat >/dev/null && command -v mcopy >/dev/null; then echo vfat; return; fi
  echo "nothing is there to make a disk for cloud-init with: install genisoimage, xorriso, or dosfstools and mtools" >&2
  return 1
}`

/** What makes a machine's own folder, with its disk and its seed. The user data is what it reads: it holds keys. */
export function storageScript(wish: Wish, ground: Ground, uuid: string, metaData: string): Script {
  const folder = folderOf(wish.storage, uuid)
  const places = placesIn(folder)
  const begin = sh`
mkdir -p -- ${wish.storage}
umask 077
mkdir -m 0711 -- ${folder}`
  if (ground.type === 'lxc')
    return lines(
      begin,
      sh`
cp -a --reflink=auto -- ${ground.image} ${places.root}
(umask 022; mkdir -p -- ${places.root + seedTarget})
mkdir -- ${places.seedFolder}
printf %s ${metaData} > ${places.seedFolder}/meta-data
cat > ${places.seedFolder}/user-data`,
    )
  const size = wish.size === undefined ? [] : [String(memoryBytes(wish.size))]
  return lines(
    begin,
    findSeedTool,
    sh`
qemu-img create -q -f qcow2 -F ${ground.format} -b ${ground.image} -- ${places.disk} ${size}
seed=$(mktemp -d)
trap 'rm -rf -- "$seed"' EXIT
printf %s ${metaData} > "$seed/meta-data"
cat > "$seed/user-data"
tool=$(seed_tool)
if [ "$tool" = vfat ]; then
  truncate -s 2M ${places.seed}
  mkfs.vfat -n CIDATA ${places.seed} >/dev/null
  mcopy -i ${places.seed} "$seed/meta-data" "$seed/user-data" ::
else
  "$tool" -quiet -output ${places.seed} -volid cidata -joliet -rock "$seed/meta-data" "$seed/user-data"
fi`,
  )
}
