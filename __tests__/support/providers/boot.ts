import { parse } from 'yaml'
import { z } from 'zod'
import { lines, type Script, sh } from '../../../src/target/script'
import { type LabMachine, type LabOptions, labMachine } from '../lab'
import { partsOf } from './user-data-parts'

/** A machine that was told user data at its boot. */
export interface Booted {
  readonly address: string
  readonly machine: LabMachine
  destroy(): Promise<void>
}

/** Where every process of the machine reads its user data: in the place of the provider's metadata service. */
export const metadata = '/run/metadata/user-data'

const keys = z.array(z.string()).nullish()
const commands = z.array(z.union([z.string(), z.array(z.string())])).nullish()

const cloudConfig = z.object({
  ssh_keys: z.object({ ed25519_private: z.string(), ed25519_public: z.string() }).nullish(),
  ssh_deletekeys: z.boolean().default(true),
  ssh_pwauth: z.boolean().nullish(),
  disable_root: z.boolean().default(true),
  ssh_authorized_keys: keys,
  users: z
    .array(
      z.union([
        z.literal('default'),
        z.object({ name: z.string(), sudo: z.string().nullish(), ssh_authorized_keys: keys }),
      ]),
    )
    .nullish(),
  write_files: z
    .array(z.object({ path: z.string(), content: z.string(), permissions: z.string().default('0644') }))
    .nullish(),
  packages: z.array(z.string()).nullish(),
  bootcmd: commands,
  runcmd: commands,
})
type CloudConfig = z.infer<typeof cloudConfig>

/**
 * Boots a container, and does in it what cloud-init does of what it was told: host keys, login keys, users, files, packages and
 * commands. The ways in that the lab itself has are closed.
 */
export async function bootWith(userData: string, options: LabOptions = {}): Promise<Booted> {
  const machine = await labMachine(options)
  try {
    const { exit, stderr } = await machine.exec(obeying(userData).sh)
    if (exit !== 0) throw new Error(`the machine could not do what its user data says: ${stderr}`)
    return { address: machine.address, machine, destroy: machine.destroy }
  } catch (error) {
    await machine.destroy()
    throw error
  }
}

function obeying(userData: string): Script {
  const parts = partsOf(userData)
  const configs = parts.filter(({ type }) => type === 'text/cloud-config').map(({ text }) => parse(text) ?? {})
  const config = cloudConfig.parse(Object.assign({}, ...configs))
  const scripts = parts.filter(({ type }) => type === 'text/x-shellscript')
  return lines(
    sh`set -eu; rm -f /root/.ssh/authorized_keys; mkdir -p /var/lib/cloud/instances/i-1 /run/cloud-init /run/metadata
printf '%s\n' '#!/bin/sh' 'until [ -e /run/cloud-init/result.json ]; do sleep 0.1; done' > /usr/local/bin/cloud-init
chmod 755 /usr/local/bin/cloud-init
id debian >/dev/null 2>&1 || useradd --create-home --shell /bin/bash debian`,
    written(metadata, userData, '644'),
    written('/var/lib/cloud/instances/i-1/user-data.txt', userData, '600'),
    ...(config.bootcmd ?? []).map(commandOf),
    ...(config.write_files ?? []).map(({ path, content, permissions }) => written(path, content, permissions)),
    sshOf(config),
    ...(config.packages?.length
      ? [sh`DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -- ${config.packages}`]
      : []),
    ...(config.runcmd ?? []).map(commandOf),
    ...scripts.map(({ text }) =>
      lines(written('/run/script', text, '700'), sh`/run/script || echo 'a script failed' >&2`),
    ),
    sh`echo '{}' > /run/cloud-init/result.json`,
  )
}

function sshOf(config: CloudConfig): Script {
  const { ssh_keys, ssh_deletekeys, ssh_pwauth, disable_root } = config
  const users = (config.users ?? ['default' as const]).flatMap(user => (user === 'default' ? [] : [user]))
  const top = config.ssh_authorized_keys ?? []
  const password = ssh_pwauth ? 'yes' : 'no'
  return lines(
    ssh_deletekeys ? sh`rm -f /etc/ssh/ssh_host_*` : sh`:`,
    ssh_keys
      ? lines(
          written('/etc/ssh/ssh_host_ed25519_key', ssh_keys.ed25519_private, '600'),
          written('/etc/ssh/ssh_host_ed25519_key.pub', `${ssh_keys.ed25519_public}\n`, '644'),
        )
      : sh`ssh-keygen -A`,
    sh`echo PasswordAuthentication ${password} > /etc/ssh/sshd_config.d/50-cloud-init.conf`,
    lettingIn('debian', '/home/debian', top),
    lettingIn('root', '/root', disable_root ? [] : top),
    ...users.flatMap(({ name, sudo, ssh_authorized_keys }) => [
      sh`id ${name} >/dev/null 2>&1 || useradd --create-home --shell /bin/bash -- ${name}`,
      lettingIn(name, name === 'root' ? '/root' : `/home/${name}`, ssh_authorized_keys ?? []),
      sudo ? lines(sh`mkdir -p /etc/sudoers.d`, written(`/etc/sudoers.d/${name}`, `${name} ${sudo}\n`, '440')) : sh`:`,
    ]),
    sh`systemctl restart ssh`,
  )
}

function lettingIn(user: string, home: string, keys: readonly string[]): Script {
  if (keys.length === 0) return sh`:`
  const file = `${home}/.ssh/authorized_keys`
  return lines(
    sh`mkdir -p ${`${home}/.ssh`}`,
    written(file, keys.map(key => `${key}\n`).join(''), '600'),
    sh`chmod 700 ${`${home}/.ssh`}; chown -R ${`${user}:`} ${`${home}/.ssh`}`,
  )
}

/** As cloud-init does, a list is a command and its arguments, a text a line for the shell. One that fails is only said. */
const commandOf = (command: string | readonly string[]): Script =>
  typeof command === 'string'
    ? sh`sh -c ${command} || echo 'a command failed' >&2`
    : sh`${command} || echo 'a command failed' >&2`

const written = (path: string, text: string, mode: string): Script =>
  sh`mkdir -p "$(dirname ${path})"; printf %s ${text} > ${path}; chmod ${mode} ${path}`
