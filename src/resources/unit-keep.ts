import { lines, type Script, sh } from '../target/script'
import type { Keep } from './kind'
import { unitFunctions } from './unit-effect'
import type { Unit } from './unit-schema'

// What listens in its place listens where it did before: its sockets are opened anew, for which nothing may use the old ones.
const reopen = sh`if [ "$differs" = yes ] && [ -s "$original/sockets" ]; then
  systemctl daemon-reload
  # The sockets first: one that still listens would start the unit again, and is not opened while that runs.
  while read -r unit_socket; do systemctl stop -- "$unit_socket"; done <"$original/sockets"
  systemctl stop -- "$unit"
  while read -r unit_socket; do
    # However often it was opened just now: systemd's limit on that would leave nobody to answer.
    systemctl reset-failed -- "$unit_socket" 2>/dev/null || :
    systemctl start -- "$unit_socket"
  done <"$original/sockets"
fi`

// Whether Drover has started it, or told it to reload, with something else since.
const unitDiffers = sh`differs=no
for hash in restart reload; do
  if [ "$(cat -- "$hashes/$hash" 2>/dev/null)" != "$(cat -- "$original/hashes/$hash" 2>/dev/null)" ]; then differs=yes; fi
done`

/**
 * How a unit is brought back: enabled and running as before. One that was not there is stopped and disabled, for its file
 * is about to go. One that Drover has started with something else since is restarted, and only then: an invocation of its
 * own that came by a reboot or by hand is nobody's business here.
 */
export function keepUnit({ name, onDemand }: Pick<Unit, 'name' | 'onDemand'>): Keep {
  return {
    record: lines(
      unitFunctions(name),
      sh`
for property in LoadState ActiveState UnitFileState InvocationID; do echo >"$original/$property"; done
load='' triggers=''
while IFS='=' read -r property value; do
  case $property in
    TriggeredBy) triggers=$value ;;
    ?*) printf '%s\n' "$value" >"$original/$property" ;;
  esac
  [ "$property" != LoadState ] || load=$value
done <<.
$(systemctl show --no-pager --property=LoadState,ActiveState,UnitFileState,InvocationID,TriggeredBy -- "$unit")
.
if [ -z "$load" ]; then
  printf 'systemd does not tell of %s.\n' "$unit" >&2
  exit 1
fi
case $load in not-found) echo absent ;; *) echo present ;; esac >"$original/was"
for unit_socket in $triggers; do
  case $unit_socket in *.socket) ! systemctl is-active --quiet -- "$unit_socket" || printf '%s\n' "$unit_socket" ;; esac
done >"$original/sockets"
mkdir -p -- "$original/hashes"
if [ -d "$hashes" ]; then cp -p -- "$hashes"/* "$original/hashes/"; fi`,
    ),
    restore: lines(
      unitFunctions(name),
      sh`
was() { cat -- "$original/$1"; }
# Its files have their old times again, and systemd asks for a reload only where they are newer than what it has read.
systemctl daemon-reload
${unitDiffers}
${onDemand ? reopen : sh`:`}
state=$(unit_property ActiveState)
case $(was ActiveState) in
  active | activating | reloading | refreshing) runs=yes ;;
  *) runs=no ;;
esac
if [ "$(unit_property LoadState)" = loaded ] && [ "$runs" = no ]; then
  case $state in inactive) ;; failed) systemctl reset-failed -- "$unit" ;; *) systemctl stop -- "$unit" ;; esac
fi
file=$(unit_property UnitFileState)
if [ "$file" != "$(was UnitFileState)" ]; then
  case $(was UnitFileState) in
    enabled) systemctl enable --quiet -- "$unit" ;;
    enabled-runtime) systemctl disable --quiet -- "$unit"; systemctl enable --runtime --quiet -- "$unit" ;;
    masked) systemctl mask --quiet -- "$unit" ;;
    *) case $file in enabled*) systemctl disable --quiet -- "$unit" ;; esac ;;
  esac
fi
if [ "$runs" = yes ]; then
  case $state in
    active | activating | reloading | refreshing) 
      if [ "$differs" = yes ]; then
        systemctl reset-failed -- "$unit" 2>/dev/null || :
        systemctl restart -- "$unit"
      fi
      ;;
    *)
      systemctl reset-failed -- "$unit" 2>/dev/null || :
      systemctl start -- "$unit"
      ;;
  esac
fi
if [ "$differs" = yes ]; then
  rm -rf -- "$hashes"
  if [ -f "$original/hashes/restart" ]; then
    drover_own mkdir -p -- "$hashes"
    cp -p -- "$original/hashes"/* "$hashes/"
  fi
fi`,
    ),
  }
}

/**
 * Stops a unit before what it reads is brought back, where Drover has started it with something else. One that Drover found
 * is started again when its own files are there; one that it made is disabled here, while systemd still knows it.
 */
export const makeRoomForUnit = (want: Pick<Unit, 'name' | 'onDemand'>): Script =>
  lines(
    unitFunctions(want.name),
    unitDiffers,
    sh`if [ "$(cat -- "$original/LoadState")" = loaded ]; then
  if [ "$differs" = yes ] && [ "$(unit_property LoadState)" = loaded ]; then systemctl stop -- "$unit"; fi
else (`,
    keepUnit(want).restore,
    sh`) fi`,
  )
