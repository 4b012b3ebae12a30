import { type Script, sh } from '../../target/script'
import { folderOf } from './domain-xml'
import { beatScript } from './look'
import { type Mark, markKey, markUri, markXml } from './mark'
import type { Side } from './side'

/** Defines a domain; false where the name is another's already: libvirt itself sees to it that only one of two gets it. */
export async function define(side: Side, xml: string, name: string, uuid: string): Promise<boolean> {
  const answer = await side.run('define the domain', defineScript(name, uuid), xml)
  return !answer.startsWith('taken')
}

const defineScript = (name: string, uuid: string): Script => sh`
umask 077
file=$(mktemp)
trap 'rm -f -- "$file"' EXIT
cat > "$file"
if said=$(v define --file "$file" 2>&1); then
${beatScript(uuid)}
exit 0
fi
other=$(v domuuid --domain ${name} 2>/dev/null) || other=
if [ -n "$other" ] && [ "$other" != ${uuid} ]; then echo taken; exit 0; fi
printf '%s\n' "$said" >&2
exit 1`

/** Writes what Drover says of a domain, over what it said before. */
export const setMark = async (side: Side, uuid: string, mark: Mark): Promise<void> =>
  void (await side.run('write into the domain’s metadata', markScript(uuid, mark)))

const markScript = (uuid: string, mark: Mark): Script => sh`
live=; case $(v domstate --domain ${uuid}) in running | idle | paused) live=--live ;; esac
v metadata --domain ${uuid} --uri ${markUri} --key ${markKey} --set ${markXml(mark).xml} --config $live >/dev/null`

export const startScript = (uuid: string): Script => sh`v start --domain ${uuid} >/dev/null`

/** It comes up again when the hypervisor does. */
export const autostartScript = (uuid: string): Script => sh`v autostart --domain ${uuid} >/dev/null`

/**
 * Destroys a domain with its storage, whole or half-made. There is no harm in destroying none. It is told by its uuid, so
 * that one which another run made in its place meanwhile is left alone; and it goes last, so that whoever is cut in the
 * middle leaves something that is found again.
 */
export async function destroyDomain(side: Side, uuid: string, mark: Mark): Promise<void> {
  const { exit } = await side.ask('destroy the domain', destroyScript(uuid, mark))
  // Another run may have been destroying it too, and been faster. What really is in the way is there the second time.
  if (exit !== 0) await side.run('destroy the domain', destroyScript(uuid, mark))
}

const destroyScript = (uuid: string, mark: Mark): Script => sh`
all=$(v list --all --uuid)
there() { printf '%s\n' "$all" | grep -Fqx -e ${uuid}; }
if there; then
${markScript(uuid, { ...mark, state: 'destroying' })}
v destroy --domain ${uuid} >/dev/null 2>&1 || :
state=$(v domstate --domain ${uuid})
case $state in
  'shut off' | crashed) ;;
  *) echo "it is still $state" >&2; exit 1 ;;
esac
fi
rm -rf --one-file-system -- ${folderOf(mark.storage, uuid)}
if there; then
more='--nvram --managed-save --snapshots-metadata --checkpoints-metadata'
case $(v uri) in lxc:*) more= ;; esac
v undefine --domain ${uuid} $more >/dev/null
fi`
