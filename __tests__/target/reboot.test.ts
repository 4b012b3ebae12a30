import { randomInt } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ShellMachine } from '../support/shell-machine'
import { contentsOf, furnish, Request, sightOf } from '../support/toy-transaction'

/** A machine whose kernels and notes of needed reboots are its own. */
class Kernels extends ShellMachine {
  override rewritten(script: string): string {
    const ours = [
      ['/run/reboot-required', join(this.folder, 'run/required')],
      ['/run/systemd/container', join(this.folder, 'run/container')],
      ['/proc/sys/kernel/osrelease', join(this.folder, 'proc/osrelease')],
      ['/boot/vmlinuz-', join(this.folder, 'etc/vmlinuz-')],
    ]
    return super.rewritten(ours.reduce((text, [from = '', to = '']) => text.replaceAll(from, to), script))
  }
  put(name: string, text = ''): void {
    mkdirSync(join(this.folder, 'run'), { recursive: true })
    writeFileSync(join(this.folder, name), text)
  }
}

const machines: Kernels[] = []
afterEach(() => {
  for (const machine of machines.splice(0)) machine.remove()
})

function kernels(): Kernels {
  const machine = new Kernels()
  machines.push(machine)
  furnish(machine)
  machine.put('proc/osrelease', '6.1.0-9-amd64\n')
  return machine
}

/** Applied; `meanwhile` is what its steps bring beside. */
function applied(machine: Kernels, meanwhile: () => void = () => {}): Request {
  const request = new Request(machine, 'r1', { file: 'new' }, {})
  expect(request.prepare().stdout).toBe('prepared\n')
  expect(request.ask('drover_submit').stdout).toBe('submitted\n')
  meanwhile()
  machine.runUnit(request.unit('apply'))
  expect(machine.state('phase')).toBe('applied')
  return request
}
const recover = (machine: Kernels) => machine.call(`exec sh '${machine.drover}/recover.sh'`)
const stands = (machine: Kernels) => `${machine.state('phase')} ${machine.state('reason')}`

const said = (request: Request) => {
  const line = request
    .ask('drover_follow', { args: ['0'] })
    .stdout.split('\n')
    .find(each => / reboot /.test(each))
  return line && Buffer.from(line.split(' ')[2] ?? '', 'base64').toString()
}

test.each([
  { name: 'nothing', put: {}, says: undefined },
  { name: 'the note alone', put: { 'run/required': '' }, says: /required is there$/ },
  { name: 'packages', put: { 'run/required': '', 'run/required.pkgs': 'b\na\nb\n' }, says: /^a\nb$/ },
  { name: 'what was pending before', before: { 'run/required.pkgs': 'a\n' }, put: {}, says: undefined },
  {
    name: 'one more than before',
    before: { 'run/required.pkgs': 'a\n' },
    put: { 'run/required.pkgs': 'a\nb\n' },
    says: /^b$/,
  },
  {
    name: 'a newer kernel',
    put: { 'etc/vmlinuz-6.1.0-9-amd64': '', 'etc/vmlinuz-6.1.0-10-amd64': '' },
    says: /^the kernel 6.1.0-10-amd64 is installed, and 6.1.0-9-amd64 runs$/,
  },
  {
    name: 'an older kernel',
    put: { 'etc/vmlinuz-6.1.0-9-amd64': '', 'etc/vmlinuz-6.1.0-8-amd64': '' },
    says: undefined,
  },
  {
    name: 'a kernel in a container',
    put: { 'run/container': 'systemd-nspawn', 'etc/vmlinuz-6.1.0-10-amd64': '' },
    says: undefined,
  },
])('a deployment tells why a reboot is needed: $name', ({ before = {}, put, says }) => {
  const machine = kernels()
  const all = (files: object) => {
    for (const [name, text] of Object.entries(files)) machine.put(name, text)
  }
  all(before)
  expect(said(applied(machine, () => all(put)))).toEqual(says && expect.stringMatching(says))
})

test('a declared reboot leaves it open, and it is confirmed in the next boot, and in no other', () => {
  const machine = kernels()
  const request = applied(machine)
  expect(request.ask('drover_reboot').stdout).toBe('rebooting\n')
  expect(request.ask('drover_reboot').stdout).toBe('rebooting\n')
  expect(request.ask('drover_confirm').stdout).toBe('late\n')
  // However long it takes to go down.
  machine.pass(120)
  machine.runUnit(request.timer())
  expect(stands(machine)).toBe('applied rebooting')
  machine.boot()
  recover(machine)
  expect([stands(machine), machine.units()]).toEqual(['applied rebooted', [request.timer()]])
  recover(machine)
  expect(request.ask('drover_reboot').stdout).toBe('rebooted\n')
  expect(request.ask('drover_confirm').stdout).toBe('confirmed 1\n')
  expect(contentsOf(machine)).toMatchObject({ file: 'new' })
})

test('its runner may come back before the boot unit runs', () => {
  const machine = kernels()
  const request = applied(machine)
  request.ask('drover_reboot')
  machine.boot()
  expect(request.ask('drover_confirm').stdout).toBe('late\n')
  expect(request.ask('drover_reboot').stdout).toBe('booting\n')
  recover(machine)
  expect(request.ask('drover_reboot').stdout).toBe('rebooted\n')
  expect(request.ask('drover_confirm').stdout).toBe('confirmed 1\n')
})

test.each<{ readonly name: string; readonly happens: (machine: Kernels, request: Request) => void }>([
  {
    name: 'a power cut that nobody declared',
    happens: machine => {
      machine.boot()
      recover(machine)
    },
  },
  {
    name: 'a second boot behind the declared one',
    happens: (machine, request) => {
      request.ask('drover_reboot')
      for (let boots = 0; boots < 2; boots++) {
        machine.boot()
        recover(machine)
      }
    },
  },
  {
    name: 'a runner that never comes back',
    happens: (machine, request) => {
      request.ask('drover_reboot')
      machine.boot()
      recover(machine)
      machine.pass(299)
      machine.runUnit(request.timer())
      expect(stands(machine)).toBe('applied rebooted')
      machine.pass(2)
      machine.runUnit(request.timer())
    },
  },
  {
    name: 'a machine that never goes down',
    happens: (machine, request) => {
      request.ask('drover_reboot')
      machine.pass(301)
      machine.runUnit(request.timer())
    },
  },
])('$name is undone', ({ happens }) => {
  const machine = kernels()
  const before = sightOf(machine)
  happens(machine, applied(machine))
  expect(machine.state('phase')).toBe('undone')
  expect(sightOf(machine)).toEqual(before)
})

// Every point, instead of some that are others each time.
const whole = process.env.DROVER_FAULTS === 'all'
const seed = Number(process.env.DROVER_SEED) || randomInt(1, 2 ** 31)

/** Kills it at some of its commands, each time from the same state of the machine. */
function killedAt(
  machine: Kernels,
  crash: (at: number) => { readonly left: number },
  then: (at: number) => void,
): void {
  const back = machine.keep()
  const budget = 100_000
  const all = budget - crash(budget).left
  const stride = whole ? 1 : Math.ceil(all / 4)
  for (let at = 1 + (seed % stride); at <= all; at += stride) {
    back()
    crash(at)
    then(at)
  }
}

test(`killed at any command of the reboot and booted: declared or not, and nothing between (seed ${seed})`, () => {
  const machine = kernels()
  const before = sightOf(machine)
  const request = applied(machine)
  killedAt(
    machine,
    crash => request.ask('drover_reboot', { crash }),
    at => {
      const declared = stands(machine) === 'applied rebooting'
      machine.boot()
      recover(machine)
      expect([at, stands(machine)]).toEqual([at, expect.stringMatching(declared ? /^applied rebooted$/ : /^undone /)])
      if (!declared) expect(sightOf(machine)).toEqual(before)
    },
  )
})

test(`killed at any command of the boot unit: its runner still comes back, or the clock runs (seed ${seed})`, () => {
  const machine = kernels()
  const before = sightOf(machine)
  const request = applied(machine)
  request.ask('drover_reboot')
  machine.boot()
  killedAt(
    machine,
    crash => machine.call(`exec sh '${machine.drover}/recover.sh'`, { crash }),
    at => {
      expect([at, request.ask('drover_reboot').stdout]).toEqual([at, expect.stringMatching(/^(booting|rebooted)\n$/)])
      machine.pass(301)
      machine.runUnit(request.timer())
      expect([at, sightOf(machine)]).toEqual([at, before])
    },
  )
})
