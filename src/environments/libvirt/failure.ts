import { DroverError } from '../../failure'

/** A failure of this environment type, as the rest of Drover speaks of failures. */
export function libvirtFailure(message: string, cause?: unknown): DroverError {
  return new DroverError({ code: 'environment-failed', environment: 'libvirt', message }, { cause })
}
