import picomatch from 'picomatch'
import { DroverError } from '../failure'

/** Whether one of these globs names the stage. */
export const isProtected = (stage: string, protects: readonly string[]): boolean =>
  protects.some(glob => picomatch(glob, { dot: true, nonegate: true })(stage))

/** @throws DroverError `protected-stage`, unless whoever asks has said that it may go all the same */
export function refuseProtected(stage: string, protects: readonly string[], allowed: boolean): void {
  if (!allowed && isProtected(stage, protects)) throw new DroverError({ code: 'protected-stage', stage, protects })
}
