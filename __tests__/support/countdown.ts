/**
 * What a shell works out before each command, as its PS4 under `-x`: it counts down in a file, and at nothing left kills itself
 * with all that it started. The two sides of a pipe count at once: who finds nothing to read has come while the other was
 * writing. `file` is quoted as a shell needs it.
 */
export const countdown = (file: string): string =>
  `$(until read -r n <${file}; do :; done; n=$((n - 1)); echo $n >${file}; [ $n -gt 0 ] || kill -9 0)`
