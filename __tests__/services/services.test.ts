import fc from 'fast-check'
import { z } from 'zod'
import type { SourceFiles } from '../../src/resources/source'
import { reference, secret, type Text, text } from '../../src/resources/text'
import { baseServices } from '../../src/services/base-services'
import { httpd } from '../../src/services/httpd'
import { openssh } from '../../src/services/openssh'
import { serviceTypes } from '../../src/services/registry'
import { webApp } from '../../src/services/web-app'
import { modify, modifyServices } from '../../src/system/modify-services'
import { type Service, service, serviceType } from '../../src/system/service'
import { compileSystem, system } from '../../src/system/system'

const hash = 'b'.repeat(64)
const files: SourceFiles = {
  file: () => ({ hash, executable: false }),
  tree: () => [{ type: 'file', path: 'server.js', hash, executable: false }],
}
const compile = (services: readonly Service[]) =>
  compileSystem(system({ services }), { machine: 'a', files, deployment: 'octo/forum', stage: 'pr-12' })
const wantsOf = (...services: readonly Service[]) => {
  const result = compile(services)
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes, undefined, 1))
  return new Map(result.value.manifest.resources.map(({ id, want }) => [id, want]))
}
const told = (...services: readonly Service[]) => {
  const result = compile(services)
  return result.ok ? [] : result.mistakes.map(({ path, message }) => `${path}: ${message}`)
}
const linesOf = (want: unknown): readonly string[] => {
  const content = typeof want === 'object' && want !== null && 'content' in want ? want.content : ''
  return (typeof content === 'string' ? content : JSON.stringify(content)).split('\n').map(line => line.trim())
}

describe('httpd', () => {
  const address = (n: number) => text`http://${reference('address', `forum-${n}`)}:8080`
  const balanced = wantsOf(service(httpd, { balancer: { members: [address(1), 'http://10.0.0.2:8080'] } }))

  test('links the modules that a balancer needs, as a2enmod does', () => {
    const links = [...balanced.keys()].flatMap(id => /^symlink:\/etc\/apache2\/mods-enabled\/(.*)$/.exec(id)?.[1] ?? [])
    expect(links).toEqual([
      'alias.conf',
      'alias.load',
      'lbmethod_byrequests.load',
      'proxy.conf',
      'proxy.load',
      'proxy_balancer.conf',
      'proxy_balancer.load',
      'proxy_http.load',
      'slotmem_shm.load',
    ])
    expect(balanced.get('symlink:/etc/apache2/mods-enabled/proxy.load')).toMatchObject({
      target: '../mods-available/proxy.load',
    })
  })

  test('keeps references to members open', () => {
    expect(balanced.get('file:/etc/apache2/sites-enabled/balancer.conf')).toMatchObject({
      content: {
        $text: [
          expect.stringMatching(/<Proxy balancer:\/\/balancer>\n {4}BalancerMember http:\/\/$/),
          { $reference: 'address', machine: 'forum-1' },
          expect.stringContaining(
            ':8080 retry=5\n    BalancerMember http://10.0.0.2:8080 retry=5\n    ProxySet lbmethod=byrequests\n',
          ),
        ],
      },
    })
  })

  test('is reloaded for sites, and restarted for ports and modules', () => {
    expect(balanced.get('unit:apache2.service')).toMatchObject({
      enabled: true,
      state: 'started',
      reloadOn: ['file:/etc/apache2/sites-enabled/balancer.conf', 'file:/etc/apache2/sites-enabled/000-default.conf'],
      restartOn: expect.arrayContaining([
        'file:/etc/apache2/ports.conf',
        'symlink:/etc/apache2/mods-enabled/proxy.load',
      ]),
    })
    expect(balanced.has('port:80/tcp')).toBe(true)
    expect(balanced.has('package:apache2')).toBe(true)
  })

  test('without sites it leaves the default one', () => {
    const bare = wantsOf(service(httpd))
    expect([...bare.keys()]).toEqual([
      'check:tcp 80',
      'file:/etc/apache2/ports.conf',
      'package:apache2',
      'port:80/tcp',
      'unit:apache2.service',
    ])
  })

  test('listens on the ports of its sites, and only on these', () => {
    const wants = wantsOf(
      service(httpd, {
        virtualHosts: [
          {
            name: 'docs',
            port: 8081,
            serverName: 'docs.example',
            serverAliases: ['*.docs.example'],
            root: '/srv/docs',
          },
          { name: 'api', port: 8082, proxy: 'http://127.0.0.1:3000/' },
          { name: 'more', port: 8082, directives: text`Header set X-Key ${secret('KEY')}` },
        ],
        modules: ['headers'],
      }),
    )
    expect(linesOf(wants.get('file:/etc/apache2/ports.conf'))).toEqual([
      '# Written by Drover.',
      'Listen 8081',
      'Listen 8082',
      '',
    ])
    expect(linesOf(wants.get('file:/etc/apache2/sites-enabled/docs.conf'))).toEqual(
      expect.arrayContaining([
        '<VirtualHost *:8081>',
        'ServerName docs.example',
        'ServerAlias *.docs.example',
        'DocumentRoot "/srv/docs"',
      ]),
    )
    expect(linesOf(wants.get('file:/etc/apache2/sites-enabled/api.conf'))).toContain(
      'ProxyPass / http://127.0.0.1:3000/',
    )
    expect(wants.get('file:/etc/apache2/sites-enabled/more.conf')).toMatchObject({ mode: '600' })
    expect(wants.has('symlink:/etc/apache2/mods-enabled/headers.load')).toBe(true)
  })

  test('takes sites that other services contribute', () => {
    const status = serviceType({
      name: 'status',
      description: 'A site of its own',
      defaultValue: 0,
      extensions: contribute => [
        contribute(httpd, () => ({ virtualHosts: [{ name: 'status', port: 8090 }], modules: ['status'] })),
      ],
    })
    const wants = wantsOf(service(status))
    expect(wants.has('file:/etc/apache2/sites-enabled/status.conf')).toBe(true)
    expect(wants.has('symlink:/etc/apache2/mods-enabled/status.conf')).toBe(true)
  })

  test.each([
    { name: 'no members', members: [], message: 'system.services[0].balancer.members: at least one member' },
    {
      name: 'a member without a scheme',
      members: ['10.0.0.1'],
      message: 'system.services[0].balancer.members[0]: a URL with its scheme, as http://10.0.0.1:8080',
    },
    {
      name: 'a member that would add a line',
      members: ['http://a\nInclude /etc/x'],
      message: 'system.services[0].balancer.members[0]: a URL without spaces, quotes, backslashes and “${”',
    },
  ])('$name is a mistake', ({ members, message }) =>
    expect(told(service(httpd, { balancer: { members } }))).toEqual([message]),
  )
})

describe("httpd's modules", () => {
  const mistakes = (modules: readonly (string | { name: string; package: string })[]) => {
    const result = compile([service(httpd, { modules })])
    return result.ok
      ? []
      : result.mistakes.map(({ path, message, suggestion }) => [path, message.split(';')[0], suggestion])
  }

  test('that are misspelt are told, with what was meant', () => {
    expect(mistakes(['haders', 'headers', 'security2'])).toEqual([
      ['system.services[0].modules[0]', "Debian's apache2 has no module “haders”", 'headers'],
      ['system.services[0].modules[2]', "Debian's apache2 has no module “security2”", undefined],
    ])
  })

  test('of another package come with it, and are linked after it', () => {
    const result = compile([
      service(httpd, { modules: [{ name: 'php8.2', package: 'libapache2-mod-php8.2' }, 'headers'] }),
    ])
    if (!result.ok) throw new Error(JSON.stringify(result.mistakes))
    const found = new Map(result.value.manifest.resources.map(({ id, want, after }) => [id, { want, after }]))
    expect([...found.keys()].filter(id => id.startsWith('package:'))).toEqual([
      'package:apache2',
      'package:libapache2-mod-php8.2',
    ])
    expect(found.get('symlink:/etc/apache2/mods-enabled/php8.2.load')).toMatchObject({
      want: { target: '../mods-available/php8.2.load', mustExist: true },
      after: ['package:apache2', 'package:libapache2-mod-php8.2'],
    })
    expect(found.get('symlink:/etc/apache2/mods-enabled/headers.load')?.after).toEqual(['package:apache2'])
  })

  test('and sites are tried before Apache is started or reloaded', () => {
    expect(wantsOf(service(httpd)).get('unit:apache2.service')).toMatchObject({ check: 'apache2ctl -t' })
  })
})

describe('openssh', () => {
  test('sets nothing by itself: nobody is locked out', () => {
    expect([...wantsOf(service(openssh)).keys()]).toEqual(['package:openssh-server', 'port:22/tcp', 'unit:ssh.service'])
  })

  test('writes what is declared, and reloads', () => {
    const wants = wantsOf(
      service(openssh, {
        port: 2222,
        passwordAuthentication: false,
        permitRootLogin: 'prohibit-password',
        allowUsers: ['root', 'ada'],
        settings: { MaxAuthTries: '3' },
      }),
    )
    expect(linesOf(wants.get('file:/etc/ssh/sshd_config.d/10-drover.conf'))).toEqual([
      '# Written by Drover.',
      'Port 2222',
      'PasswordAuthentication no',
      'PermitRootLogin prohibit-password',
      'AllowUsers root ada',
      'MaxAuthTries 3',
      '',
    ])
    expect(wants.get('unit:ssh.service')).toMatchObject({
      reloadOn: ['file:/etc/ssh/sshd_config.d/10-drover.conf', 'file:/etc/systemd/system/ssh.socket.d/10-drover.conf'],
      restartOn: [],
    })
    expect(wants.has('port:2222/tcp')).toBe(true)
    expect(linesOf(wants.get('file:/etc/systemd/system/ssh.socket.d/10-drover.conf'))).toContain(
      'ListenStream=[::]:2222',
    )
  })

  test('opens no more than the declared addresses, and no socket where no port is declared', () => {
    const id = 'file:/etc/systemd/system/ssh.socket.d/10-drover.conf'
    const addressed = service(openssh, { port: 2222, settings: { ListenAddress: '10.0.0.1' } })
    expect([addressed, service(openssh, { allowUsers: ['ada'] })].map(each => wantsOf(each).has(id))).toEqual([
      false,
      false,
    ])
  })

  test('takes all that sshd has, however it is written, and tells what it has not', () => {
    const settings = { X11Forwarding: 'no', AllowTcpForwarding: 'no', usedns: 'no', GSSAPIAuthentication: 'no' }
    expect(told(service(openssh, { settings }))).toEqual([])
    const result = compile([service(openssh, { settings: { X11Forwading: 'no', 'Foo Bar': '1', Match: 'User ada' } })])
    expect(result.ok ? [] : result.mistakes).toMatchObject([
      {
        path: 'system.services[0].settings.X11Forwading',
        message: 'sshd has no setting “X11Forwading”',
        suggestion: 'X11Forwarding',
      },
      { message: 'sshd has no setting “Foo Bar”' },
      { message: expect.stringMatching(/^Match holds for all lines behind it/) },
    ])
  })

  test('takes no second line within a setting', () => {
    expect(told(service(openssh, { settings: { Banner: 'none\nPermitRootLogin yes' } }))).toEqual([
      'system.services[0].settings.Banner: one line',
    ])
  })
})

describe('webApp', () => {
  const env: Record<string, Text> = {
    DB: secret('DB'),
    GREETING: 'it’s "so"\n',
    PEER: text`http://${reference('address', 'db')}`,
  }
  const forum = { name: 'forum', source: './forum', run: 'node server.js', port: 8080, env, packages: ['nodejs'] }
  const wants = wantsOf(service(webApp, { ...forum, healthCheck: {} }))

  test('becomes a tree, an account, a file a variable, and a unit', () => {
    expect([...wants.keys()]).toEqual([
      'check:http://localhost:8080/',
      'file:/etc/forum/env/DB',
      'file:/etc/forum/env/GREETING',
      'file:/etc/forum/env/PEER',
      'file:/etc/forum/env/PORT',
      'file:/etc/forum/start',
      'file:/etc/systemd/system/forum.service',
      'group:forum',
      'package:nodejs',
      'port:8080/tcp',
      'tree:/opt/forum',
      'unit:forum.service',
      'user:forum',
    ])
  })

  test('gives a secret to nobody but its user', () => {
    expect(wants.get('file:/etc/forum/env/DB')).toEqual({
      path: '/etc/forum/env/DB',
      content: { $secret: 'DB' },
      mode: '400',
      owner: 'forum',
      group: 'root',
    })
    expect(wants.get('file:/etc/forum/env/GREETING')).toMatchObject({
      content: env.GREETING,
      mode: '644',
      owner: 'root',
    })
  })

  test('is started anew by all that it reads', () => {
    expect(wants.get('unit:forum.service')).toMatchObject({
      restartOn: [...wants.keys()].filter(id => /^(tree|file):/.test(id)).sort((a, b) => order(a) - order(b)),
      reloadOn: [],
    })
    function order(id: string) {
      return ['systemd', 'tree:', 'start', 'PORT', 'DB', 'GREETING', 'PEER'].findIndex(part => id.includes(part))
    }
  })

  test('runs in its folder, with its state, as its user', () => {
    expect(linesOf(wants.get('file:/etc/systemd/system/forum.service'))).toEqual(
      expect.arrayContaining([
        'User=forum',
        'WorkingDirectory=/opt/forum',
        'StateDirectory=forum',
        'ExecStart=/etc/forum/start',
        'NoNewPrivileges=yes',
      ]),
    )
    expect(linesOf(wants.get('file:/etc/forum/start')).at(-2)).toBe('exec node server.js')
  })

  test('is well when it answers, with all that a check by http may be told', () => {
    expect(wants.get('check:http://localhost:8080/')).toEqual({
      http: 'http://localhost:8080/',
      name: 'http://localhost:8080/',
      unit: 'forum.service',
    })
    const told = wantsOf(
      service(webApp, { ...forum, healthCheck: { path: '/health?a', contains: 'well', retries: 3 } }),
    )
    expect(told.get('check:http://localhost:8080/health?a')).toMatchObject({ contains: 'well', retries: 3 })
  })

  test('may run as a user who is there', () => {
    const other = wantsOf(
      service(webApp, { name: 'job', source: '.', run: 'true', user: 'www-data', env: { A: secret('A') } }),
    )
    expect([...other.keys()].filter(id => /^(user|group|port):/.test(id))).toEqual([])
    expect(other.get('file:/etc/job/env/A')).toMatchObject({ owner: 'www-data' })
    expect(linesOf(other.get('file:/etc/systemd/system/job.service'))).toContain('User=www-data')
  })

  test('a variable that is written wins over the one that Drover sets', () => {
    expect(wantsOf(service(webApp, { ...forum, env: { PORT: '1' } })).get('file:/etc/forum/env/PORT')).toMatchObject({
      content: '1',
    })
  })

  test('two may stand side by side, on ports of their own', () => {
    const second = { ...forum, name: 'chat' }
    expect(told(service(webApp, forum), service(webApp, { ...second, port: 8081 }))).toEqual([])
    expect(told(service(webApp, forum), service(webApp, second))).toEqual([
      expect.stringMatching(/^port:8080\/tcp: port:8080\/tcp is declared twice, first at .*services\.test\.ts/),
    ])
  })

  test.each([
    { name: 'a command of two', app: { ...forum, run: 'a; b' }, message: /run: one command/ },
    {
      name: 'a health check without a port',
      app: { name: 'x', source: '.', run: 'x', healthCheck: {} },
      message: /healthCheck: needs a port/,
    },
    { name: 'a variable that is none', app: { ...forum, env: { 'A-B': 'x' } }, message: /env/ },
    { name: 'a name that no user can have', app: { ...forum, name: 'Forum' }, message: /name: lower-case letters/ },
  ])('$name is a mistake', ({ app, message }) =>
    expect(told(service(webApp, app))).toEqual([expect.stringMatching(message)]),
  )

  test.each(['ssh', 'sshd', 'root', 'nginx', 'cron', 'dbus', 'drover', 'systemd-forum', 'www-data', 'apt', 'php8-fpm'])(
    'may not be called %s, as something of the system is',
    name =>
      expect(told(service(webApp, { ...forum, name }))).toEqual([
        expect.stringMatching(`name: “${name}” is the system's own: .* Another one, as ${name}-app$`),
      ]),
  )

  test.each(['forum', 'shop', 'ssh-app', 'users-api', 'library', 'application', 'blog-postgresql'])(
    'may be called %s',
    name => expect(told(service(webApp, { ...forum, name }))).toEqual([]),
  )

  test('is modified in a list like any other', () => {
    const list = modifyServices([service(webApp, forum)], [modify(webApp, app => ({ ...app, port: 9000 }))])
    expect(wantsOf(...list).has('port:9000/tcp')).toBe(true)
  })
})

test('the base services are a notice, and nothing that changes how a machine works', () => {
  expect([...wantsOf(...baseServices).keys()]).toEqual(['file:/etc/motd.d/drover-octo%2Fforum@pr-12'])
})

test('the built-in types are known by their names', () => {
  expect([...serviceTypes.keys()]).toEqual(['httpd', 'notice', 'openssh', 'webApp'])
})

test.each([...serviceTypes.values()])('$name can be described to an editor, every key of it', ({ config }) => {
  const { properties = {} } = config ? z.toJSONSchema(config, { io: 'input' }) : {}
  expect(Object.keys(properties)).not.toEqual([])
  for (const [key, property] of Object.entries(properties)) {
    const told = typeof property === 'object' && property.description
    expect([key, told]).toEqual([key, expect.any(String)])
  }
})

test.each([...serviceTypes.values()])('what is wrong with $name is said in plain words, whatever it is', type => {
  const keys = type.config ? Object.keys(z.toJSONSchema(type.config, { io: 'input' }).properties ?? {}) : []
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      -1,
      70_000,
      1.5,
      '',
      'a b',
      [''],
      [5],
      { 'A-B': 1 },
      { 'A-B': '1' },
      { X11Forwarding: 1 },
      [{}],
      null,
    ),
  )
  const config = fc.dictionary(fc.constantFrom(...keys, 'odd'), value)
  fc.assert(
    fc.property(config, written => {
      const result = compile([{ ...service(type), value: written }])
      for (const { message } of result.ok ? [] : result.mistakes)
        expect(message).not.toMatch(
          /invalid|too (big|small)|unrecogni[sz]ed|expected (string|number|array|object|record|int|boolean)\b/i,
        )
    }),
    { numRuns: 300 },
  )
})

test('the order in which services are listed does not change the manifest', () => {
  const app = (name: string, port: number) =>
    service(webApp, { name, source: '.', run: 'node .', port, packages: ['nodejs'] })
  const listed = [
    app('chat', 3000),
    app('forum', 3001),
    service(openssh, { permitRootLogin: 'no' }),
    service(httpd, { virtualHosts: [{ name: 'forum', proxy: 'http://127.0.0.1:3001' }] }),
    ...baseServices,
  ]
  const wants = wantsOf(...listed)
  const orders = fc.shuffledSubarray(listed, { minLength: listed.length })
  fc.assert(
    fc.property(orders, services => expect(wantsOf(...services)).toEqual(wants)),
    { numRuns: 30 },
  )
})
