import type { TreeEntry } from '../../../src/resources/source'
import { sha256 } from '../../../src/resources/text'
import { tree } from '../../../src/resources/tree'
import { sh } from '../../../src/target/script'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const long = `${'n'.repeat(120)}/${'ü'.repeat(80)}`
const bytes = new Map(['one\n', 'two\n', '', '#!/bin/sh\n'].map(text => [sha256(text), Buffer.from(text)]))
const small: readonly TreeEntry[] = [
  { type: 'file', path: '-x $(id) \\n', hash: sha256('one\n'), executable: false },
  { type: 'directory', path: 'empty' },
  { type: 'link', path: 'link', target: '../../etc/passwd' },
  { type: 'link', path: 'long-link', target: long },
  { type: 'file', path: `${long}`, hash: sha256('two\n'), executable: false },
  { type: 'file', path: 'run', hash: sha256('#!/bin/sh\n'), executable: true },
  { type: 'file', path: 'src/__init__', hash: sha256(''), executable: false },
  { type: 'file', path: 'src/same', hash: sha256('one\n'), executable: true },
]
// Every folder is told: the second is made of the first.
const whole: readonly TreeEntry[] = [
  { type: 'file', path: '-x $(id)', hash: sha256('one\n'), executable: false },
  { type: 'file', path: 'run', hash: sha256('#!/bin/sh\n'), executable: true },
  { type: 'directory', path: 'src' },
  { type: 'file', path: 'src/-kept', hash: sha256('two\n'), executable: false },
  { type: 'link', path: 'src/link', target: '../run' },
  { type: 'directory', path: 'was' },
  { type: 'file', path: 'was/folder', hash: sha256('two\n'), executable: false },
]
const wholeNext: readonly TreeEntry[] = [
  { type: 'file', path: '-x $(id)', hash: sha256('two\n'), executable: false },
  { type: 'file', path: 'run', hash: sha256('#!/bin/sh\n'), executable: false },
  { type: 'directory', path: 'src' },
  { type: 'file', path: 'src/-kept', hash: sha256('two\n'), executable: false },
  { type: 'directory', path: 'src/new' },
  { type: 'file', path: 'src/new/run', hash: sha256('#!/bin/sh\n'), executable: true },
  { type: 'link', path: 'src/link', target: "it's/../-x" },
  { type: 'link', path: 'was', target: 'src' },
]
const files = {
  file: () => ({ hash: '', executable: false }),
  tree: (source: string) =>
    ({ './next': small.slice(2), './whole': whole, './whole-next': wholeNext })[source] ?? small,
}
const each = {
  want: { path: '/opt/contract', source: './app', exclude: ['node_modules'] },
  changed: { path: '/opt/contract', source: './next' },
  files,
  blobs: bytes,
  state: 'find -L /opt/contract -type f -exec sha256sum {} + | sort; readlink /opt/contract || true',
  teardown: 'rm -rf /opt/contract',
}

contract(
  tree,
  [
    { ...each, killed: true, name: 'written into by hand', drift: 'echo hacked >>/opt/contract/run' },
    {
      ...each,
      want: { ...each.want, source: './whole' },
      changed: { ...each.changed, source: './whole-next' },
      killed: true,
      name: 'made of another',
      drift: 'cp /opt/contract/run /opt/contract/run.new; mv /opt/contract/run.new /opt/contract/run',
    },
    { ...each, name: 'with a file more', drift: 'touch /opt/contract/empty/more' },
    { ...each, name: 'with a file less', drift: 'rm /opt/contract/src/same' },
    { ...each, name: 'with other rights', drift: 'chmod 777 /opt/contract/src' },
    { ...each, name: 'led elsewhere', drift: 'ln -sfn /etc /opt/contract' },
    {
      ...each,
      name: 'over an empty folder',
      killed: true,
      setup: 'mkdir -m 700 /opt/contract',
      drift: 'rm /opt/contract; mkdir /opt/contract',
    },
  ],
  () => lab,
)

test('what stands in a tree is what was declared', async () => {
  const bench = new Workbench(lab, { blobs: bytes })
  await bench.begin({ sh: ':' })
  const want = { path: '/opt/contract', entries: small }
  const [draft] = tree.steps({ want, seen: { type: 'absent' }, followed: {} })
  if (!draft) throw new Error('there is nothing to do')
  await bench.prepare(tree.contents?.(want) ?? [], [{ folder: '1' }])
  await bench.effect(draft, '1')
  const found = await lab.exec(
    `cd /opt/contract/ && find . -mindepth 1 -printf '%P %y %m %U:%G %s %l\\n' | sort; rm /opt/contract`,
  )
  expect(found.stdout.split('\n')).toEqual([
    '-x $(id) \\n f 644 0:0 4 ',
    'empty d 755 0:0 4096 ',
    'link l 777 0:0 16 ../../etc/passwd',
    `long-link l 777 0:0 ${Buffer.byteLength(long)} ${long}`,
    `${'n'.repeat(120)} d 755 0:0 4096 `,
    `${long} f 644 0:0 4 `,
    'run f 755 0:0 10 ',
    'src d 755 0:0 4096 ',
    'src/__init__ f 644 0:0 0 ',
    'src/same f 755 0:0 4 ',
    '',
  ])
})

describe('of a tree that is there already', () => {
  const want = (entries: readonly TreeEntry[]) => ({ path: '/opt/contract', entries })
  const shown = `cd /opt/contract/ && find . -mindepth 1 -printf '%P %y %m %U:%G %l ' -type f -exec sha256sum {} \\; -o -printf '\n' | sort`
  const make = async (bench: Workbench, entries: readonly TreeEntry[], previous?: readonly TreeEntry[]) => {
    await bench.prepare(tree.contents?.(want(entries)) ?? [], [{ folder: '1' }])
    const seen = (await bench.observe(tree, [want(entries)])).get('tree:/opt/contract') ?? { type: 'absent' }
    const change = { want: want(entries), seen, followed: {}, ...(previous ? { previous: want(previous) } : {}) }
    const [draft] = tree.steps(change)
    if (!draft) throw new Error('there is nothing to do')
    return draft
  }
  const fresh = async () => {
    const bench = new Workbench(lab, { blobs: bytes })
    await bench.begin(sh`rm -rf /opt/contract`)
    return bench
  }

  test('another is made that is the same as one made anew, and shares what is the same', async () => {
    const anew = await fresh()
    await anew.effect(await make(anew, wholeNext), '1')
    const expected = (await lab.exec(shown)).stdout
    const bench = await fresh()
    await bench.effect(await make(bench, whole), '1')
    const kept = 'readlink /opt/contract; stat -c %i /opt/contract/src/-kept; stat -c %a /opt/contract/src'
    const [first, inode] = (await lab.exec(kept)).stdout.split('\n')
    const draft = await make(bench, wholeNext, whole)
    expect(draft.contents).toHaveLength(2)
    await bench.effect(draft, '1')
    expect((await lab.exec(shown)).stdout).toBe(expected)
    expect((await lab.exec(kept)).stdout.split('\n')[1]).toBe(inode)
    // The first one is whole: it is led back to by its link alone.
    await lab.exec(`ln -sfn ${first} /opt/contract`)
    expect((await bench.observe(tree, [want(whole)])).get('tree:/opt/contract')).toMatchObject({ intact: true })
  })

  test('nothing is made of one that was altered since it was looked at', async () => {
    const bench = await fresh()
    await bench.effect(await make(bench, whole), '1')
    const draft = await make(bench, wholeNext, whole)
    await lab.exec('echo altered >>/opt/contract/src/-kept')
    await expect(bench.effect(draft, '1')).rejects.toThrow('was altered on the machine just now: deploy again')
  })
})
