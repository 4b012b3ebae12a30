import { file } from '../../../src/resources/file'
import { secret, sha256, text } from '../../../src/resources/text'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const bytes = Buffer.from([0, 1, 2, 255, 10])
const hostile = `/etc/contract/ -rf $(touch x) 'q' "d" \\n ünï*.conf`
const plain = { path: '/etc/contract/motd', content: 'hello\n' }
const setup = 'mkdir -p /etc/contract'
const teardown = 'rm -rf /etc/contract'

contract(
  file,
  [
    {
      name: 'where nothing stood',
      want: plain,
      changed: { ...plain, content: 'hello again\n' },
      drift: 'echo hacked >>/etc/contract/motd',
      setup,
      teardown,
    },
    {
      killed: true,
      name: 'in a folder that is not there',
      want: { ...plain, path: '/etc/contract/a/b/motd' },
      changed: { ...plain, path: '/etc/contract/a/b/motd', mode: '600' },
      drift: 'rm -r /etc/contract/a',
      teardown,
    },
    {
      killed: true,
      name: 'over a file with rights, times and attributes of its own',
      want: { ...plain, mode: '0640', owner: 'daemon', group: '12' },
      changed: { ...plain, mode: '0640', owner: 'root', group: 'adm' },
      drift: 'chmod 666 /etc/contract/motd',
      setup: `${setup}
printf 'before\\n' >/etc/contract/motd
chown nobody:games /etc/contract/motd
chmod 4711 /etc/contract/motd
touch -d '2020-02-02 02:02:02.123456789' /etc/contract/motd`,
      teardown,
    },
    {
      killed: true,
      name: 'over a symlink',
      want: plain,
      changed: { ...plain, content: '' },
      drift: 'chown daemon /etc/contract/motd',
      setup: `${setup}; ln -sfn /etc/passwd /etc/contract/motd; chown -h daemon /etc/contract/motd`,
      teardown,
    },
    {
      killed: true,
      name: 'over a symlink whose target ends in a line break, to nowhere',
      want: plain,
      changed: { ...plain, content: 'x' },
      drift: 'ln -sfn /etc/passwd /etc/contract/motd',
      setup: `${setup}; ln -sfn "$(printf 'no\\nwhere\\n.')" /etc/contract/motd`,
      teardown,
    },
    {
      killed: true,
      name: 'over an empty folder',
      want: plain,
      changed: { ...plain, mode: '600' },
      drift: 'rm /etc/contract/motd; mkdir /etc/contract/motd',
      setup: `${setup}; mkdir -m 2750 /etc/contract/motd; chown daemon:adm /etc/contract/motd`,
      teardown,
    },
    {
      name: 'at a path of hostile characters, with hostile contents',
      want: { path: hostile, content: `$(touch /etc/contract/x) '"\\ \`id\`\n%s\\n` },
      changed: { path: hostile, content: `other ${hostile}` },
      drift: 'find /etc/contract -name "* ünï*" -delete',
      setup,
      teardown,
    },
    {
      name: 'with a secret',
      want: { ...plain, content: text`key = ${secret('KEY')}\n` },
      changed: { ...plain, content: text`key = ${secret('NEXT')}\n` },
      secrets: new Map([
        ['KEY', 'swordfish'],
        ['NEXT', 'swordfish2'],
      ]),
      drift: 'echo more >>/etc/contract/motd',
      setup,
      teardown,
    },
    {
      name: 'from the repository',
      want: { ...plain, content: { source: './bytes' }, mode: '755' },
      changed: { ...plain, content: 'text' },
      files: { file: () => ({ hash: sha256(bytes), executable: false }), tree: () => [] },
      blobs: new Map([[sha256(bytes), bytes]]),
      drift: 'printf x >/etc/contract/motd',
      setup,
      teardown,
    },
  ],
  () => lab,
)
