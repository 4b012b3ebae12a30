import { setTimeout as pause } from 'node:timers/promises'
import { DroverError, failureOf } from '../../failure'
import { fingerprint, keyOfText } from '../../ssh/public-key'
import { lines, type Script, sh } from '../../target/script'
import type { Connect, SshEndpoint, Target } from '../../target/target'
import { type KeyPair, newKeyPair } from '../key-pair'

/** Two keys that are good for one contact: what the machine is known by, and what lets Drover in. */
export interface FirstKeys {
  readonly hostKey: KeyPair
  readonly login: KeyPair
}

export async function newFirstKeys(): Promise<FirstKeys> {
  return { hostKey: await newKeyPair(), login: await newKeyPair() }
}

export interface FirstContact {
  readonly environment: string
  /** Where the machine answers; the keys are not among it. */
  readonly endpoint: Pick<SshEndpoint, 'host' | 'port' | 'jumps'>
  readonly keys: FirstKeys
  readonly connect: Connect
  readonly progress: (message: string) => void
  readonly signal: AbortSignal
  /** Writes the new key's `SHA256:…` where later runs find it. It is waited for before the key takes over. */
  readonly record: (fingerprint: string) => Promise<void>
  /** Until the machine lets in for the first time. */
  readonly seconds?: number
  /** Between two attempts. */
  readonly everyMs?: number
}

/**
 * The first contact with a machine that was told a host key by user data. Every process there can read that key, so it is
 * trusted this once: the machine makes another, which never leaves it, and forgets the first one and the login key.
 * Answers with the new key's `SHA256:…`. Cut anywhere, it leaves a machine that is to be made anew: the keys to it are gone.
 */
export async function firstContact(contact: FirstContact): Promise<string> {
  const target = await settled(contact)
  try {
    contact.progress('the machine makes a host key of its own')
    const print = printOf(contact, await run(contact, target, 'make a host key', makeKey))
    await contact.record(print)
    const once = [contact.keys.login.public, contact.keys.hostKey.public].map(base64)
    await run(contact, target, 'take the host key over', takeOver(once))
    return print
  } finally {
    await target.close()
  }
}

/** Connects, and again where the machine reboots while cloud-init is at work. */
async function settled(contact: FirstContact): Promise<Target> {
  for (;;) {
    const target = await knock(contact)
    contact.progress('logged in by the key that was handed over; waiting for cloud-init to end')
    try {
      await run(contact, target, 'wait for cloud-init', waitForCloudInit)
      return target
    } catch (error) {
      await target.close()
      if (failureOf(error).code !== 'connection-lost') throw error
    }
  }
}

/** Nothing is trusted here but the one key, so that whatever else answers meanwhile is simply not it yet. */
async function knock(contact: FirstContact): Promise<Target> {
  const { endpoint, keys, connect, progress, signal, environment, seconds = 300, everyMs = 2000 } = contact
  const deadline = performance.now() + seconds * 1000
  for (let attempt = 1; ; attempt++) {
    try {
      const known = { hostKeys: [keys.hostKey.public], identities: [keys.login.private] }
      return await connect({ ...endpoint, user: 'root', ...known, limits: { command: commandSeconds } })
    } catch (cause) {
      const said = notYet(cause)
      if (performance.now() > deadline) {
        const message = `the new machine at ${endpoint.host} did not let in within ${seconds} s: ${said}`
        throw new DroverError({ code: 'environment-failed', environment, message }, { cause })
      }
      if (attempt === 1 || attempt % 10 === 0) progress(`waiting for SSH at ${endpoint.host}: ${said}`)
      await pause(everyMs, undefined, { signal }).catch(() => {
        throw new DroverError({ code: 'cancelled' })
      })
    }
  }
}

/** Cloud-init may install packages, and the user's own scripts take their time. */
const commandSeconds = 900

/** What a machine that still boots may say; whatever else is thrown is final. */
function notYet(cause: unknown): string {
  const failure = failureOf(cause)
  switch (failure.code) {
    case 'machine-unreachable':
    case 'connection-lost':
      return failure.message
    case 'authentication-failed':
      return 'it does not take the key yet'
    case 'host-key-refused':
      // What known_hosts says against it no waiting changes: an address that another machine had before, as clouds give them again.
      if (failure.reason !== 'differs') throw cause
      return 'it does not show the host key yet that cloud-init brings'
    default:
      throw cause
  }
}

async function run({ environment, signal }: FirstContact, target: Target, what: string, script: Script) {
  const { exit, stdout, stderr } = await target.run({ what, script, signal })
  if (exit === 0) return stdout
  const message = `the new machine could not ${what}: exit code ${exit}: ${stderr.trim().slice(-500)}`
  throw new DroverError({ code: 'environment-failed', environment, message })
}

function printOf({ environment }: FirstContact, line: string): string {
  const [type = '', text = ''] = line.trim().split(/\s+/)
  const key = keyOfText(type, text)
  if (key) return fingerprint(key.blob)
  const message = `the new machine answered with no public key when it was to make one: “${line.trim().slice(0, 80)}”`
  throw new DroverError({ code: 'environment-failed', environment, message })
}

const base64 = (publicKey: string): string => publicKey.split(' ')[1] ?? ''

// It installs keys and packages until its end: what is changed before that may be changed back. Whether all of it went
// well is not asked: a warning of its own is none of ours.
const waitForCloudInit = sh`
if command -v cloud-init >/dev/null 2>&1; then cloud-init status --wait >/dev/null 2>&1 || :; fi`

const aside = '/etc/ssh/.drover_new_host_key'

const makeKey = sh`
set -eu
umask 077
rm -f ${aside} ${`${aside}.pub`}
ssh-keygen -q -t ed25519 -N '' -C '' -f ${aside}
sync ${aside} ${`${aside}.pub`} 2>/dev/null || sync
cat ${`${aside}.pub`}`

/** `once`: the keys whose time is over, as base64. */
const takeOver = (once: readonly string[]): Script =>
  lines(
    sh`
set -eu
umask 077
for key in /etc/ssh/ssh_host_*; do
  case $key in
    */ssh_host_ed25519_key | */ssh_host_ed25519_key.pub) ;;
    *) rm -f -- "$key" ;;
  esac
done
chmod 644 ${`${aside}.pub`}
mv -f ${`${aside}.pub`} /etc/ssh/ssh_host_ed25519_key.pub
mv -f ${aside} /etc/ssh/ssh_host_ed25519_key
sshd=$(command -v sshd || echo /usr/sbin/sshd)
"$sshd" -t`,
    forget(once),
    sh`
if systemctl is-active --quiet ssh.service; then systemctl reload ssh.service
elif systemctl is-active --quiet sshd.service; then systemctl reload sshd.service
elif [ -s /run/sshd.pid ]; then kill -HUP "$(cat /run/sshd.pid)"
fi`,
  )

// Cloud-init's copies of what it was told go as well, though the provider hands it out again to whoever asks there. What
// remembers that it has been at work stays, or it would bring the first keys again.
const forget = (once: readonly string[]): Script => sh`
cut -d: -f6 /etc/passwd | sort -u | while IFS= read -r home; do
  file=$home/.ssh/authorized_keys
  [ -f "$file" ] && [ ! -L "$file" ] || continue
  for key in ${once}; do
    grep -qF -- "$key" "$file" || continue
    { grep -vF -- "$key" "$file" || :; } > /etc/ssh/.drover_keys
    cat /etc/ssh/.drover_keys > "$file"
  done
done
rm -f /etc/ssh/.drover_keys
for file in /var/lib/cloud/instances/*/user-data.txt* /var/lib/cloud/instances/*/cloud-config.txt \
  /run/cloud-init/instance-data-sensitive.json /run/cloud-init/combined-cloud-config.json; do
  if [ -f "$file" ]; then rm -f -- "$file"; fi
done`
