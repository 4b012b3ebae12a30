import { type Line, misread } from './line'

/** A port, where one is said. */
export function portOf(line: Line | undefined): number | undefined {
  if (line === undefined) return undefined
  const port = portIn(line.words[0] ?? '')
  if (port === undefined) throw misread(line.at, `“${line.words[0]}” is no port from 1 to 65535`)
  return port
}

export function portIn(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : undefined
}

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** A time as OpenSSH writes it, as `90`, `1m30s`; undefined where none is said, or no limit. */
export function secondsOf(line: Line | undefined): number | undefined {
  const text = line?.words[0]?.toLowerCase()
  if (line === undefined || text === undefined || text === 'none') return undefined
  if (!/^(\d+[smhdw]?)+$/.test(text)) throw misread(line.at, `“${text}” is no time; expected seconds, or as 1m30s`)
  const seconds = [...text.matchAll(/(\d+)([smhdw]?)/g)].map(
    ([, count, unit = '']) => Number(count) * (units[unit] ?? 1),
  )
  return seconds.reduce((sum, part) => sum + part, 0) || undefined
}
