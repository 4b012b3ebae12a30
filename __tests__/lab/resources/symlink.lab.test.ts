import { symlink } from '../../../src/resources/symlink'
import { contract } from '../../support/contract'
import { installed, type LabMachine, labMachine } from '../../support/lab'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
  await installed(lab, 'attr', 'acl')
}, 120_000)
afterAll(() => lab.destroy())

const path = `/srv/contract/it's a $link`
const quoted = `'/srv/contract/it'\\''s a $link'`
const want = { path, target: '-rf $(id) ünï' }
const changed = { path, target: '/etc/passwd' }
const teardown = 'rm -rf /srv/contract'

contract(
  symlink,
  [
    {
      killed: true,
      name: 'where nothing is, not even its folder',
      want,
      changed,
      drift: `ln -sfn /etc/shadow ${quoted}`,
      teardown,
    },
    {
      killed: true,
      name: 'over a file with an access list',
      want,
      changed,
      drift: `rm ${quoted}; echo x >${quoted}`,
      setup: `mkdir -p /srv/contract; echo before >${quoted}; setfattr -n user.note -v kept ${quoted}
setfacl -m u:daemon:r ${quoted}`,
      teardown,
    },
    {
      killed: true,
      name: 'over an empty folder with an access list',
      want,
      changed,
      drift: `rm ${quoted}; mkdir ${quoted}`,
      setup: `mkdir -p ${quoted}; setfacl -m u:daemon:rx -m d:u:games:r ${quoted}`,
      teardown,
    },
    {
      killed: true,
      name: 'over another link',
      want,
      changed,
      drift: `rm ${quoted}`,
      setup: `mkdir -p /srv/contract; ln -s /nowhere ${quoted}; chown -h daemon ${quoted}; touch -h -d @1 ${quoted}`,
      teardown,
    },
  ],
  () => lab,
)
