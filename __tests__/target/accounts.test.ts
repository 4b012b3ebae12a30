import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { probing } from '../../src/target/runtime'
import { lines, type Script, sh } from '../../src/target/script'

const passwd = 'root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000:==> /etc/group <==:/home/ada:/bin/sh\n'
const group = 'root:x:0:\nada:x:1000:\nsudo:x:27:ada\n'
const files = { 'etc/passwd': passwd, 'etc/group': group }
const switched = (sources: string) => ({
  ...files,
  'etc/nsswitch.conf': `# names\npasswd: ${sources}\ngroup:\t${sources}\n`,
})

/** What the functions say on a machine with these files, with all of its paths in a folder. */
function said(machine: Readonly<Record<string, string>>, script: Script): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'drover-accounts-'))
  try {
    for (const [name, text] of Object.entries(machine)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const whole = lines(sh`set -eu; export LC_ALL=C`, probing, script)
    const moved = whole.sh.replaceAll(
      /(?<=[ "])\/(etc|run|usr\/lib|usr\/local\/lib)\/(?=nsswitch|passwd|group|host|userdb|systemd)/g,
      `${folder}/$1/`,
    )
    const { stdout, stderr } = spawnSync('sh', ['-c', moved], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.trim().split('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const ask = (db: 'passwd' | 'group', ...names: readonly string[]): Script =>
  sh`if drover_account_lines ${db} ${names}; then printf '%s\n' "\${drover_found:-none}"; else echo unsure; fi`

test('where files are all there is, their lines are told, and who is not in them is nowhere', () => {
  const machine = switched('files')
  expect(said(machine, ask('passwd', 'ada', 'eve'))).toEqual([passwd.trim().split('\n')[1]])
  expect(said(machine, ask('group', 'sudo', 'root'))).toEqual(['sudo:x:27:ada', 'root:x:0:'])
  expect(said(machine, ask('group', 'eve'))).toEqual(['none'])
})

test.each([
  { name: 'systemd knows more', machine: switched('files systemd'), known: true },
  {
    name: 'a service of systemd’s own tells of users',
    machine: { ...switched('files systemd'), 'run/systemd/userdb/io.systemd.DynamicUser': '' },
    known: true,
  },
  {
    name: 'another service does',
    machine: { ...switched('files systemd'), 'run/systemd/userdb/io.systemd.Home': '' },
    known: false,
  },
  {
    name: 'users are dropped into a folder',
    machine: { ...switched('files systemd'), 'etc/userdb/ada:sudo.membership': '' },
    known: false,
  },
  { name: 'they are in a directory elsewhere', machine: switched('files ldap'), known: false },
  { name: 'both are asked and merged', machine: switched('files [SUCCESS=merge] systemd'), known: false },
  { name: 'nothing says where they are', machine: { ...files, 'etc/nsswitch.conf': 'hosts: files\n' }, known: false },
  { name: 'there is no such file', machine: files, known: false },
])('getent is asked for who is not in the files where $name', ({ machine, known }) => {
  expect(said(machine, ask('group', 'sudo', 'eve'))).toEqual(['unsure'])
  expect(said(machine, ask('group', 'sudo'))).toEqual([known ? 'sudo:x:27:ada' : 'unsure'])
})
