import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Compares with a file in golden/, byte for byte (named so that no formatter takes it for its own). With UPDATE_GOLDEN=1 it is written: look at the difference before you commit it. */
export function expectGolden(name: string, text: string): void {
  const path = join(__dirname, 'golden', `${name}.golden`)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(text).toBe(readFileSync(path, 'utf8'))
}
