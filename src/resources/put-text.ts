import { type Script, sh } from '../target/script'
import { putFile } from './place'

/** Writes a small text that is no secret into a file of root's that everybody may read. */
export function putText(text: string, path: string): Script {
  return sh`printf %s ${text} >"$step/ready"
chmod 644 "$step/ready"
${putFile(sh`"$step/ready"`, path)}`
}
