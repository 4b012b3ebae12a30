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

/** The script that waits until a service answers as its users will ask it: with any status below 400. */
export function healthScript(port: number, path: string, seconds: number): string {
  return `#!/bin/bash
# Written by Drover: asks until there is an answer, and fails where none comes.
ask() {
  printf 'GET %s HTTP/1.0\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' ${sh`${path}`.sh} >&3 || return 1
  read -r -t 5 _ status _ <&3
  [[ $status == [123]?? ]]
}
status=nothing
end=$((SECONDS + ${seconds}))
until { ask 3<>/dev/tcp/127.0.0.1/${port}; } 2>/dev/null; do
  if [ -n "\${MAINPID-}" ] && ! kill -0 "$MAINPID" 2>/dev/null; then
    echo 'the program ended before it answered' >&2
    exit 1
  fi
  if [ "$SECONDS" -ge "$end" ]; then
    printf 'no good answer from port %s at %s in %s seconds (the last: %s)\\n' ${port} ${sh`${path}`.sh} ${seconds} "$status" >&2
    exit 1
  fi
  sleep 0.2
done
`
}
