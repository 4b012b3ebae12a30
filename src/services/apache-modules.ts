/** Modules as Debian's apache2 ships them: those that bring a `.conf`, and what each needs beside itself (their `# Depends:`). */
const withConf = new Set(
  (
    'actions alias autoindex cache_disk cgid dav_fs deflate dir http2 info ldap mime mime_magic mpm_event mpm_prefork mpm_worker ' +
    'negotiation proxy proxy_balancer proxy_ftp proxy_html reqtimeout setenvif ssl status userdir'
  ).split(' '),
)

const needs: Readonly<Record<string, readonly string[]>> = {
  access_compat: ['authn_core'],
  asis: ['mime'],
  auth_basic: ['authn_core'],
  auth_digest: ['authn_core'],
  auth_form: ['session', 'authn_core'],
  authn_dbd: ['dbd'],
  authnz_ldap: ['ldap'],
  authz_dbd: ['dbd', 'authz_core'],
  authz_dbm: ['authz_core'],
  authz_groupfile: ['authz_core'],
  authz_host: ['authz_core'],
  authz_user: ['authz_core'],
  cache_disk: ['cache'],
  cache_socache: ['cache'],
  dav_fs: ['dav'],
  deflate: ['filter'],
  file_cache: ['cache'],
  include: ['mime'],
  lbmethod_bybusyness: ['proxy_balancer'],
  lbmethod_byrequests: ['proxy_balancer'],
  lbmethod_bytraffic: ['proxy_balancer'],
  lbmethod_heartbeat: ['proxy_balancer'],
  proxy_ajp: ['proxy'],
  proxy_balancer: ['proxy', 'alias', 'slotmem_shm'],
  proxy_connect: ['proxy'],
  proxy_express: ['proxy'],
  proxy_fcgi: ['proxy'],
  proxy_fdpass: ['proxy'],
  proxy_ftp: ['proxy'],
  proxy_hcheck: ['proxy'],
  proxy_html: ['proxy', 'xml2enc'],
  proxy_http: ['proxy'],
  proxy_http2: ['proxy', 'http2'],
  proxy_scgi: ['proxy'],
  proxy_uwsgi: ['proxy'],
  proxy_wstunnel: ['proxy'],
  ratelimit: ['env'],
  session_cookie: ['session'],
  session_crypto: ['session'],
  session_dbd: ['session'],
  ssl: ['setenvif', 'mime', 'socache_shmcb'],
}

/** The modules with all that they need, sorted. */
export function withNeeds(modules: Iterable<string>): readonly string[] {
  const all = new Set<string>()
  const add = (module: string) => {
    if (all.has(module)) return
    all.add(module)
    needs[module]?.forEach(add)
  }
  for (const module of modules) add(module)
  return [...all].sort()
}

/** The links that enable a module, as `a2enmod` makes them. */
export function moduleLinks(module: string): readonly { readonly path: string; readonly target: string }[] {
  const endings = withConf.has(module) ? ['load', 'conf'] : ['load']
  return endings.map(ending => ({
    path: `/etc/apache2/mods-enabled/${module}.${ending}`,
    target: `../mods-available/${module}.${ending}`,
  }))
}
