// Named one by one: whatever else is in our environment may be a secret, or a file of the runner's that a step can write to.
const carried = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LANG',
  'XDG_CONFIG_HOME',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Where containers are kept and Debian is fetched from; and whose repository root may look into by git.
  'DROVER_CACHE',
  'DROVER_MIRROR',
  'SUDO_UID',
]

/** The environment of a program that Drover starts: what it needs to run at all, and what is given; nothing that may be secret. */
export function childEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = [...carried, ...carried.map(name => name.toLowerCase())].flatMap(name => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(entries), ...more }
}
