import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageTrail, readTrail } from '../../src/resources/package-trail'
import { localSh } from '../support/local-sh'

let logs: string
beforeEach(() => {
  logs = mkdtempSync(join(tmpdir(), 'drover-trail-'))
  mkdirSync(join(logs, 'apt'))
})
afterEach(() => rmSync(logs, { recursive: true, force: true }))

const history = `
Start-Date: 2026-11-27  14:00:00
Commandline: apt-get install tree
Install: tree:amd64 (2.1.0-1)
End-Date: 2026-11-27  14:00:02

Start-Date: 2026-11-27  15:00:00
Commandline: apt-get remove tree
Requested-By: anna (1000)
Remove: subtree:amd64 (1), tree:amd64 (2.1.0-1)
End-Date: 2026-11-27  15:00:02

Start-Date: 2026-11-27  16:00:00
Commandline: apt-get install treeline
Requested-By: bob (1001)
Install: treeline:amd64 (3)
End-Date: 2026-11-27  16:00:02
`
const dpkg = `2026-11-27 14:00:01 install tree:amd64 <none> 2.1.0-1
2026-11-27 15:00:01 status installed tree:amd64 2.1.0-1
2026-11-27 15:00:01 remove tree:amd64 2.1.0-1 <none>
2026-11-27 16:00:01 install treeline:amd64 <none> 3
`

const trailOf = (name: string) =>
  readTrail(
    localSh('/nowhere', { sh: packageTrail(name).sh.replaceAll('/var/log/', `${logs}/`) }).replaceAll(logs, '/var/log'),
  )

test('tells what the logs of dpkg and apt say of it last, and who asked for it', () => {
  writeFileSync(join(logs, 'apt/history.log'), history)
  writeFileSync(join(logs, 'dpkg.log'), dpkg)
  expect(trailOf('tree')).toEqual([
    'in /var/log/dpkg.log: 2026-11-27 15:00:01 remove tree:amd64 2.1.0-1 <none>',
    'in /var/log/apt/history.log: apt-get remove tree, requested by anna (1000), 2026-11-27  15:00:00',
  ])
  expect(trailOf('tree:i386')).toHaveLength(2)
})

test('tells nothing of what stands in no log, or where there is none', () => {
  expect(trailOf('tree')).toEqual([])
  writeFileSync(join(logs, 'apt/history.log'), history)
  writeFileSync(join(logs, 'dpkg.log'), dpkg)
  expect(trailOf('ree')).toEqual([])
  expect(trailOf('other')).toEqual([])
})
