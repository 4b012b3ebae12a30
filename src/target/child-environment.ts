// What a program needs to be found, to find its way out and to speak plainly; by either case, as programs look for them.
const passed = /^(PATH|HOME|USER|LOGNAME|SHELL|TZ|TMPDIR|LANG|LC_ALL|SSL_CERT_(FILE|DIR)|(https?|ftp|all|no)_proxy)$/i

/**
 * The environment of a program that Drover starts on the runner: a few of our own variables, and what the caller adds. A
 * workflow's secrets stand in the environment of the run; no program that does not need one gets to see it.
 */
export function childEnvironment(
  more: Readonly<Record<string, string>> = {},
  own: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const kept = Object.entries(own).flatMap(([name, value]) =>
    value !== undefined && passed.test(name) ? [[name, value] as const] : [],
  )
  return { ...Object.fromEntries(kept), ...more }
}
