import { join } from 'node:path'
import { secret } from '../../src/resources/text'
import { httpd } from '../../src/services/httpd'
import { notice } from '../../src/services/notice'
import { openssh } from '../../src/services/openssh'
import { webApp } from '../../src/services/web-app'
import { packages } from '../../src/system/packages'
import { type Service, service } from '../../src/system/service'
import { type LabMachine, labMachine } from '../support/lab'
import { deploySystem } from '../support/lab-system'

const examples = join(__dirname, '../../examples/forum')
const value = `it's "$HOME" \\ \`id\` 100%\nand a second line\n`
let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine({ packages: ['nodejs', 'apache2'] })
}, 600_000)
afterAll(() => machine?.destroy(), 60_000)

const deploy = (...services: readonly Service[]) =>
  deploySystem(
    { endpoint: machine.endpoint, folder: examples, deployment: 'services', secrets: { DB: value } },
    { hostName: 'forum-server-1', services },
  )

const forum = (more: object = {}) =>
  service(webApp, {
    name: 'forum',
    source: './forum',
    run: 'node server.js',
    port: 8080,
    packages: ['nodejs'],
    env: { DB: secret('DB'), GREETING: 'hello' },
    healthCheck: { path: '/health' },
    ...more,
  })
const balancer = service(httpd, { balancer: { members: ['http://127.0.0.1:8080'] } })
const ssh = service(openssh, { passwordAuthentication: false, permitRootLogin: 'prohibit-password' })
const ask = async (path = '/') =>
  (await fetch(`http://${machine.address}${path}`, { headers: { connection: 'close' } })).text()
const invocation = async (unit: string) => (await machine.exec(`systemctl show -P InvocationID ${unit}`)).stdout.trim()

test('a program, a balancer before it, and sshd: deployed, the same the second time, and gone when they go', async () => {
  const first = await deploy(forum(), balancer, ssh, service(notice))
  expect(first).toMatchObject({ outcome: 'changed', failures: [] })
  expect(await ask()).toContain('Answered by forum-server-1')

  // Each byte of a secret arrives, as nobody but the program and root can read it.
  const pid = (await machine.exec('systemctl show -P MainPID forum.service')).stdout.trim()
  const environment = (await machine.exec(`cat /proc/${pid}/environ`)).stdout.split('\0')
  expect(environment).toEqual(expect.arrayContaining([`DB=${value}`, 'GREETING=hello', 'PORT=8080']))
  expect((await machine.exec(`stat -c "%a %U" /etc/forum/env/DB; ps -o user= -p ${pid}`)).stdout).toBe(
    '400 forum\nforum\n',
  )
  expect((await machine.exec(`readlink /proc/${pid}/exe`)).stdout).toMatch(/node/)
  expect(
    (await machine.exec('sshd -T | grep -E "^(permitrootlogin|passwordauthentication) "')).stdout.split('\n').sort(),
  ).toEqual(['', 'passwordauthentication no', 'permitrootlogin without-password'])

  const before = [await invocation('forum'), await invocation('apache2'), await invocation('ssh')]
  expect(await deploy(forum(), balancer, ssh, service(notice))).toEqual({
    outcome: 'unchanged',
    changes: [],
    failures: [],
  })
  expect([await invocation('forum'), await invocation('apache2'), await invocation('ssh')]).toEqual(before)

  // What it keeps stays over a restart; a variable restarts the program and nothing else.
  await fetch(`http://${machine.address}/`, { method: 'POST', body: new URLSearchParams({ text: '<kept>' }) })
  const changed = await deploy(
    forum({ env: { DB: secret('DB'), GREETING: 'good day' } }),
    balancer,
    ssh,
    service(notice),
  )
  expect(changed.changes).toEqual([
    'change /etc/forum/env/GREETING (content)',
    expect.stringMatching(/^restart forum\.service \(changed: .*\/etc\/forum\/env\/GREETING\)$/),
  ])
  expect((await invocation('forum')) === before[0]).toBe(false)
  expect(await invocation('apache2')).toBe(before[1])
  expect(await ask()).toContain('&lt;kept&gt;')

  const gone = await deploy(balancer)
  expect(gone).toMatchObject({ outcome: 'changed', failures: [] })
  expect(
    (await machine.exec('ls -d /opt/forum /etc/forum /etc/systemd/system/forum.service /etc/motd.d/drover-*')).stdout,
  ).toBe('')
  expect((await machine.exec('cat /var/lib/forum/posts.json')).stdout).toContain('<kept>')
}, 300_000)

test('a program that gives no good answer fails the deployment, and says why', async () => {
  const broken = await deploy(forum({ healthCheck: { path: '/nowhere', retries: 2 } }))
  expect(broken.outcome).toBe('failed-undone')
  expect(broken.failures).toMatchObject([
    {
      code: 'unhealthy',
      sick: [{ message: expect.stringMatching(/^http:\/\/localhost:8080\/nowhere: 404 Not Found \(tried 2 times/) }],
    },
  ])
}, 120_000)

test('what Apache does not take is told before it is restarted or reloaded, and it goes on as it was', async () => {
  const root = `/srv/it's "a" \\ folder\\`
  await machine.exec('folder=$(cat); mkdir -p "$folder"; echo served >"$folder/index.html"', root)
  const site = { name: 'odd', root }
  expect(await deploy(service(httpd, { virtualHosts: [site] }))).toMatchObject({ outcome: 'changed', failures: [] })
  expect(await ask('/index.html')).toBe('served\n')
  for (const { config, said } of [
    {
      config: { virtualHosts: [{ ...site, directives: 'Nonsense on' }] },
      said: /Invalid command 'Nonsense'.*was left as it is, because “apache2ctl -t” failed/s,
    },
    {
      config: { virtualHosts: [site], modules: ['mpm_prefork'] },
      said: /More than one MPM loaded.*was left as it is/s,
    },
    {
      config: { virtualHosts: [site], modules: [{ name: 'nope', package: 'apache2' }] },
      said: /mods-enabled\/nope\.load would lead nowhere: there is no \S*mods-available\/nope\.load/,
    },
  ]) {
    const before = await invocation('apache2')
    const { outcome, failures } = await deploy(service(httpd, config))
    expect(outcome).toBe('failed-undone')
    expect(failures).toMatchObject([{ code: 'step-failed', output: expect.stringMatching(said) }])
    expect(await invocation('apache2')).toBe(before)
    expect(await ask('/index.html')).toBe('served\n')
    expect(await deploy(service(httpd, { virtualHosts: [site] }))).toMatchObject({ failures: [] })
  }
}, 120_000)

test('a site that goes is served no more', async () => {
  const site = (name: string, port: number) => ({ name, port, root: '/usr/share/doc/apache2' })
  const answers = (port: number) =>
    fetch(`http://${machine.address}:${port}/copyright`).then(
      ({ status }) => status,
      () => 'no answer',
    )
  const both = service(httpd, { virtualHosts: [site('one', 8081), site('two', 8082)] })
  expect(await deploy(both)).toMatchObject({ failures: [] })
  expect([await answers(8081), await answers(8082)]).toEqual([200, 200])
  const named = { ...site('three', 8081), serverName: 'three.example', root: '/srv' }
  expect(await deploy(service(httpd, { virtualHosts: [site('one', 8081), named] }))).toMatchObject({ failures: [] })
  expect(await machine.exec('apache2ctl -S 2>/dev/null | grep -c three')).toMatchObject({ exit: 0 })
  // Without a port that is given up only a reload is needed: it must read what is left.
  expect(await deploy(service(httpd, { virtualHosts: [named] }))).toMatchObject({ failures: [] })
  expect(await answers(8081)).not.toBe(200)
}, 120_000)

test('a program does not take the place of a unit that a package brings', async () => {
  await machine.exec(
    'mkdir -p /usr/lib/systemd/system; printf "[Service]\nExecStart=/bin/sleep 1000\n" >/usr/lib/systemd/system/parcel.service',
  )
  const shadowed = await deploy(forum({ name: 'parcel', port: 8099 }))
  expect(shadowed).toMatchObject({
    outcome: 'failed-undone',
    failures: [{ output: expect.stringContaining('a package has a parcel.service of its own') }],
  })
  expect(await deploy()).toMatchObject({ failures: [] })
  await machine.exec('rm /usr/lib/systemd/system/parcel.service; systemctl daemon-reload')
}, 120_000)

test('a package that can not be installed leaves running what was to go', async () => {
  expect(await deploy(forum())).toMatchObject({ failures: [] })
  const before = await invocation('forum')
  const failed = await deploy(service(packages, [{ name: 'nodejs', version: '0.0.1' }]))
  expect(failed).toMatchObject({
    outcome: 'failed-undone',
    failures: [{ code: 'step-failed', step: 'package:nodejs' }],
  })
  expect(await invocation('forum')).toBe(before)
  expect((await machine.exec('systemctl is-active forum.service')).stdout).toBe('active\n')
}, 120_000)
