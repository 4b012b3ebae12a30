import { lines, type Script, sh } from '../target/script'

export type UnitAct = 'enable' | 'disable' | 'start' | 'stop' | 'restart' | 'reload' | 'reopen'

/**
 * Does one or two things to a unit and looks whether it then is as it should be. What a unit of the types `simple` and
 * `exec` does wrong shows only after it counts as started: it is looked at again a moment later.
 *
 * Before anything is started the hash is made void, so that a step that was cut off is done again.
 */
export function unitEffect(name: string, acts: readonly UnitAct[], check?: string): Script {
  return lines(
    unitFunctions(name),
    sh`
unit_refresh
case $load in
  loaded) ;;
  masked) unit_fail "$unit is masked: “systemctl unmask $unit” allows it again" ;;
  not-found) unit_fail "there is no unit $unit on this machine" ;;
  *) unit_fail "systemd can not load $unit ($load)" ;;
esac`,
    ...(check !== undefined && acts.some(act => reads.has(act)) ? [passes(check)] : []),
    ...acts.map(act => scripts[act]),
  )
}

/** What has a unit read its configuration. */
const reads: ReadonlySet<UnitAct> = new Set(['start', 'restart', 'reload', 'reopen'])

const passes = (check: string): Script => sh`if ! unit_said=$(sh -euc ${check} </dev/null 2>&1); then
  printf '%s\n%s was left as it is, because %s failed\n' "$unit_said" "$unit" ${/^.{1,100}$/.test(check) ? `“${check}”` : 'its check'} >&2
  exit 1
fi`

export function unitFunctions(name: string): Script {
  return sh`
unit=${name}
hashes="$drover/units/"${name}

unit_property() {
  systemctl show --no-pager --property="$1" --value -- "$unit"
}

# Makes systemd read its files again where it has to. What it then makes of them is $load.
unit_refresh() {
  unit_now=$(systemctl show --no-pager --property=LoadState,NeedDaemonReload -- "$unit")
  load=loaded
  case $unit_now in
    *NeedDaemonReload=yes*) ;;
    *LoadState=loaded*) return 0 ;;
  esac
  systemctl daemon-reload
  load=$(unit_property LoadState)
}

unit_fail() {
  printf '%s\n' "$1" >&2
  if [ "$(unit_property LoadState)" = loaded ]; then
    systemctl status --no-pager --full --lines=0 -- "$unit" >&2 || :
    journalctl --no-pager --quiet --lines=30 --output=short-iso --unit="$unit" >&2 || :
  fi
  exit 1
}

unit_write() (
  umask 077
  mkdir -p -- "$hashes"
  for hash in restart reload; do
    case $1 in
      void) printf 'void\n' >"$hashes/.$hash" ;;
      *) { drover_value "$hash"; printf '\n'; } >"$hashes/.$hash" ;;
    esac
    mv -f -- "$hashes/.$hash" "$hashes/$hash"
  done
)

# That it runs, and still does after a moment where systemd can't tell earlier. Whether it stays up is seen when all is done.
unit_verify() {
  looks=1 unit_first=
  while :; do
    unit_now=$(systemctl show --no-pager --property=Type,Result,RemainAfterExit,ActiveState,NRestarts -- "$unit")
    case $unit_now in
      *Type=oneshot*)
        case $unit_now in *Result=success*) ;; *) unit_fail "$unit failed" ;; esac
        case $unit_now in *RemainAfterExit=no*) return 0 ;; esac
        ;;
      *Type=simple* | *Type=exec* | *Type=idle*) [ -n "$unit_first" ] || looks=2 ;;
    esac
    case $unit_now in
      *ActiveState=active* | *ActiveState=reloading* | *ActiveState=refreshing*) ;;
      *) unit_fail "$unit does not run ($(unit_property ActiveState))" ;;
    esac
    [ "\${unit_first:=$unit_now}" = "$unit_now" ] || unit_fail "$unit ended by itself and was started again"
    looks=$((looks - 1))
    [ "$looks" -gt 0 ] || break
    sleep 0.25
  done
}

# Restarts it also where it is to be started: a package that this very deployment installed may have started it already,
# before its files were there.
unit_up() {
  systemctl reset-failed -- "$unit" 2>/dev/null || :
  unit_write void
  systemctl restart -- "$unit" || unit_fail "$unit could not $1"
  unit_verify
  unit_write new
}`
}

const scripts: Readonly<Record<UnitAct, Script>> = {
  enable: sh`systemctl enable --quiet -- "$unit"`,
  disable: sh`systemctl disable --quiet -- "$unit"`,
  start: sh`unit_up start`,
  restart: sh`unit_up restart`,
  reload: sh`systemctl reload -- "$unit" || unit_fail "$unit could not reload"
unit_verify
unit_write new`,
  // What the sockets were told of addresses counts when they are opened anew, for which nothing may use the old ones. It is not
  // told to reload: sshd, for one, then listens by itself where the socket does, and ends.
  reopen: sh`systemctl daemon-reload
systemctl stop -- "$unit"
for unit_socket in $(unit_property TriggeredBy); do
  case $unit_socket in *.socket) ;; *) continue ;; esac
  systemctl reset-failed -- "$unit_socket" 2>/dev/null || :
  if ! systemctl restart -- "$unit_socket"; then
    # Whoever can listen by itself is better than nobody.
    systemctl start -- "$unit" || :
    unit_fail "$unit_socket could not listen anew"
  fi
done
unit_up start`,
  stop: sh`systemctl stop -- "$unit"
rm -rf -- "$hashes"`,
}
