import { directory } from '../../../src/resources/directory'
import { prelude } from '../../../src/target/runtime'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const path = '/srv/contract/ünï -x'
const teardown = 'rm -rf /srv/contract'

contract(
  directory,
  [
    {
      killed: true,
      name: 'where nothing is, not even the folder above',
      want: { path, owner: 'daemon', mode: '2750' },
      changed: { path, mode: '755' },
      drift: `chgrp games '${path}'`,
      teardown,
    },
    {
      killed: true,
      name: 'that is there, with something in it and rights of its own',
      want: { path, mode: '1777' },
      changed: { path, mode: '700', group: 'adm' },
      drift: `chmod 755 '${path}'`,
      setup: `mkdir -p '${path}'; echo x >'${path}/x'; chown daemon:games '${path}'; chmod 3751 '${path}'
touch -d '2020-02-02 02:02:02.123456789' '${path}'`,
      teardown,
    },
    {
      killed: true,
      name: 'over a file',
      want: { path },
      changed: { path, mode: '711' },
      drift: `rmdir '${path}'; echo x >'${path}'`,
      setup: `mkdir -p /srv/contract; echo before >'${path}'; chmod 600 '${path}'`,
      teardown,
    },
    {
      killed: true,
      name: 'over a symlink to a folder',
      want: { path },
      changed: { path, owner: '12' },
      drift: `rmdir '${path}'`,
      setup: `mkdir -p /srv/contract; ln -s /etc '${path}'`,
      teardown,
    },
  ],
  () => lab,
)

test('a folder that is not empty by now stays when it is removed', async () => {
  const keep = directory.keep(directory.schema.parse({ path: '/srv/contract' }))
  if (keep === 'irreversible') throw new Error('it can be brought back')
  const script = `set -eu
original=$(mktemp -d) drover=$(mktemp -d)
${prelude.sh}
${keep.record.sh}
mkdir /srv/contract
echo precious >/srv/contract/data
${keep.restore.sh}
cat /srv/contract/data
rm -r /srv/contract`
  expect(await lab.exec(script)).toMatchObject({ exit: 0, stdout: 'precious\n' })
})
