import { sh } from '../target/script'

/**
 * The script that a unit starts: it sets each variable to the bytes of the file of its name in `folder`, and becomes the
 * program. A file a variable, because a value (a secret, say) may hold any quote, dollar and line break, which neither sh
 * nor systemd's EnvironmentFile could be told to leave alone without knowing it.
 */
export function launcher(folder: string, names: readonly string[], command: string): string {
  const set = [...names].sort().map(
    name =>
      // The dot keeps line breaks at the end, which $( ) would take away. PATH may be among the variables.
      `${name}=$(/bin/cat -- ${sh`${`${folder}/${name}`}`.sh} && echo .)\nexport ${name}="\${${name}%.}"`,
  )
  return ['#!/bin/sh', '# Written by Drover.', 'set -eu', ...set, `exec ${command}`, ''].join('\n')
}
