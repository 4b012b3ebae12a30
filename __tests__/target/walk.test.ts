import { spawnSync } from 'node:child_process'
import { probing } from '../../src/target/runtime'
import { lines, sh } from '../../src/target/script'

const paths = ['/etc/motd', '/etc/default/x y', '/tmp/anybody/file', '/usr/share/*']

function sorted(before: ReturnType<typeof sh>): readonly string[] {
  const script = lines(
    sh`set -eu`,
    probing,
    before,
    sh`(
exec 5>&1
find() { printf 'find\n' >&5; command find "$@"; }
drover_sort ${paths}
printf 'sure %s\n' $drover_sure
printf 'unsure %s\n' $drover_unsure
) 2>&1
for word in a*b "x y"; do printf '<%s>\n' $word; done`,
  )
  const { stdout, status } = spawnSync('sh', ['-c', script.sh], { encoding: 'utf8' })
  expect(status).toBe(0)
  return stdout.trim().split('\n')
}

const answer = ['sure /etc/motd', 'sure /etc/default/x y', 'sure /usr/share/*', 'unsure /tmp/anybody/file']
const words = ['<a*b>', '<x>', '<y>']

test('places that only root can change the way to are told from the others', () => {
  expect(sorted(sh`:`)).toEqual(['find', ...answer, ...words])
})

test('of folders that were looked at no process is started again, and words are cut as before', () => {
  expect(sorted(sh`drover_remember ${paths} /more/than/these`)).toEqual([...answer, ...words])
})

test('a folder that was not looked at is', () => {
  expect(sorted(sh`drover_remember ${paths.slice(1)} /etc/other`)).toEqual([...answer, ...words])
  expect(sorted(sh`drover_remember ${paths.slice(0, 3)}`)).toEqual(['find', ...answer, ...words])
})
