import { mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { symlink } from '../../src/resources/symlink'
import { lines } from '../../src/target/script'
import { localSh } from '../support/local-sh'

const folder = mkdtempSync(join(tmpdir(), 'drover-symlink-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

const make = (target: string, mustExist: boolean) => {
  const steps = symlink.steps({ want: { path: at('link'), target, mustExist }, seen: { type: 'absent' }, followed: {} })
  localSh(at('drover'), lines(...steps.map(({ effect }) => effect)))
  return readlinkSync(at('link'))
}

test('a link whose end must be there is not made where it is not, and says what is missing', () => {
  expect(() => make('missing', true)).toThrow(`${at('link')} would lead nowhere: there is no ${at('missing')}`)
  expect(() => readlinkSync(at('link'))).toThrow('ENOENT')
  expect(make('missing', false)).toBe('missing')
  writeFileSync(at('there'), '')
  expect(make('there', true)).toBe('there')
  expect(make(at('there'), true)).toBe(at('there'))
})
