/** The modules that Debian's apache2 itself brings: those that have a `.conf` beside the `.load`, and the others. */
const withConf = new Set(
  (
    'actions alias autoindex cache_disk cgid dav_fs deflate dir http2 info ldap mime mime_magic mpm_event ' +
    'mpm_prefork mpm_worker negotiation proxy proxy_balancer proxy_ftp proxy_html reqtimeout setenvif ssl status ' +
    'userdir'
  ).split(' '),
)

const plain = (
  'access_compat allowmethods asis auth_basic auth_digest auth_form authn_anon authn_core authn_dbd authn_dbm ' +
  'authn_file authn_socache authnz_fcgi authnz_ldap authz_core authz_dbd authz_dbm authz_groupfile authz_host ' +
  'authz_owner authz_user brotli buffer cache cache_socache cern_meta cgi charset_lite data dav dav_lock dbd ' +
  'dialup dump_io echo env expires ext_filter file_cache filter headers heartbeat heartmonitor ident imagemap ' +
  'include lbmethod_bybusyness lbmethod_byrequests lbmethod_bytraffic lbmethod_heartbeat log_debug log_forensic ' +
  'lua macro md proxy_ajp proxy_connect proxy_express proxy_fcgi proxy_fdpass proxy_hcheck proxy_http proxy_http2 ' +
  'proxy_scgi proxy_uwsgi proxy_wstunnel ratelimit reflector remoteip request rewrite sed session session_cookie ' +
  'session_crypto session_dbd slotmem_plain slotmem_shm socache_dbm socache_memcache socache_redis socache_shmcb ' +
  'speling substitute suexec unique_id usertrack vhost_alias xml2enc'
).split(' ')

export const knownModules: ReadonlySet<string> = new Set([...withConf, ...plain])

/** What each needs beside itself: their `# Depends:`. */
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
