import { lines, type Script, sh } from '../target/script'
import { aptFunctions, aptName } from './apt-call'
import type { Keep } from './kind'

/**
 * How a package is brought back to what it was.
 *
 * - It was not there: it is purged, for its configuration came with it; what its own removal scripts leave (most data in
 *   /var/lib) stays. Where something that is not of this installation has come to need it, it stays too, as a package
 *   that was installed automatically.
 * - It was there at another version: that version is installed again, or the restoring fails and says so. Where it is only
 *   no longer declared, it stays at the version that it has by now: an older one may have holes, or not be had any more.
 * - What came along is taken away where nothing needs it any more. What the installation took away comes back. What it
 *   upgraded on its way stays upgraded: others use it by now, and the older version is mostly not to be had.
 */
export function aptKeep(name: string): Keep {
  const back = (version: 'as it was' | 'as it is') =>
    lines(
      sh`(
version=${version}`,
      restore(name),
      sh`)`,
    )
  return {
    record: lines(
      aptFunctions,
      sh`
${aptName(name)}
apt_installed >"$original/installed"
apt_version_of "$package" <"$original/installed" >"$original/version"
if [ -s "$original/version" ]; then echo present; else echo absent; fi >"$original/was"
apt_status "$package" >"$original/status"
cp -- /var/lib/apt/extended_states "$original/extended_states" 2>/dev/null || : >"$original/extended_states"
if [ -f "$drover/packages/"${name} ]; then cp -- "$drover/packages/"${name} "$original/changed"; fi`,
    ),
    restore: back('as it was'),
    release: back('as it is'),
  }
}

const restore = (name: string): Script =>
  lines(
    aptFunctions,
    sh`
${aptName(name)}
changed="$drover/packages/"${name}
released="$drover/packages/.released"
was=$(cat -- "$original/version")
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
apt_settle || :
apt_installed >"$work/now"
is=$(apt_version_of "$package" <"$work/now")

# What the installation did: as it was written down, or, where it never came to an end, as it is to be seen.
if [ -f "$changed" ]; then
  cp -- "$changed" "$work/changed"
else
  {
    comm -13 "$original/installed" "$work/now" | sed 's/^/+ /'
    comm -23 "$original/installed" "$work/now" | sed 's/^/- /'
  } >"$work/changed"
fi
names() { sed -n "s/^$1 \([^ ]*\) .*/\1/p" "$2" | sort -u; }
names + "$work/changed" >"$work/plus"
names - "$work/changed" >"$work/minus"
cut -d ' ' -f 1 "$work/now" | sort -u >"$work/here"
cut -d ' ' -f 1 "$original/installed" | sort -u >"$work/there"
{
  cat -- "$released" 2>/dev/null || :
  comm -23 "$work/plus" "$work/there"
} | sort -u | comm -12 - "$work/here" | grep -vxF -e "$package" >"$work/came" || :
comm -23 "$work/minus" "$work/plus" | comm -23 - "$work/here" | comm -12 - "$work/there" >"$work/lost"
automatic() { # name file
  grep -A2 -xF "Package: $(printf '%s\n' "$1" | cut -d : -f 1)" "$2" 2>/dev/null | grep -qx 'Auto-Installed: 1'
}

# The words for apt-get: what was lost comes back, and $package as it was.
set --
while read -r lost; do set -- "$@" "$lost=$(apt_version_of "$lost" <"$original/installed")"; done <"$work/lost"
purge=--purge
case $(cat -- "$original/status") in ?c*) purge= ;; esac
if [ "$was" != '' ]; then
  if [ "$is" != "$was" ] && { [ "$is" = '' ] || [ "$version" = 'as it was' ]; }; then set -- "$@" "$package=$was"; fi
elif [ "$is" != '' ]; then
  apt-mark auto -- "$package" >/dev/null
  apt_would_remove install "$@" "$package-" | grep -vxF -e "$package" | comm -23 - "$work/came" >"$work/needing" || :
  if [ -s "$work/needing" ]; then
    printf '%s stays, because these need it: %s\n' "$package" "$(paste -sd ' ' "$work/needing")"
    (umask 077 && { cat -- "$work/came"; printf '%s\n' "$package"; } >>"$released")
    rm -f -- "$changed"
    exit 0
  fi
  set -- "$@" "$package-"
elif [ "$purge" != '' ] && apt_status "$package" | grep -q '^.c'; then
  dpkg --purge -- "$package"
fi
if [ "$#" -gt 0 ]; then
  apt_try() { apt_call --allow-downgrades $purge install "$@" >"$work/said" 2>&1; }
  apt_try "$@" || { apt_update && apt_try "$@"; } || {
    cat -- "$work/said"
    printf '%s can not be brought back to what it was (%s)\n' "$package" "\${was:-not installed}" >&2
    exit 1
  }
  cat -- "$work/said"
  while read -r lost; do
    if automatic "$lost" "$original/extended_states"; then apt-mark auto -- "$lost" >/dev/null; fi
  done <"$work/lost"
fi

# What came along goes where nothing depends on it any more, and only where nothing else would go with it.
if [ -s "$work/came" ]; then
  apt_would_remove autoremove | comm -12 - "$work/came" >"$work/unneeded"
  set --
  while read -r unneeded; do set -- "$@" "$unneeded-"; done <"$work/unneeded"
  if [ "$#" -gt 0 ] && [ -z "$(apt_would_remove install "$@" | comm -23 - "$work/unneeded")" ]; then
    apt_call --purge install "$@"
  fi
  if [ -f "$released" ]; then
    apt_installed | cut -d ' ' -f 1 | sort -u >"$work/here"
    sort -u "$released" | comm -12 - "$work/here" >"$work/released"
    if [ -s "$work/released" ]; then drover_own cp -- "$work/released" "$released"; else rm -f -- "$released"; fi
  fi
fi

if [ "$was" != '' ]; then
  if automatic "$package" "$original/extended_states"; then
    automatic "$package" /var/lib/apt/extended_states || apt-mark auto -- "$package" >/dev/null
  elif automatic "$package" /var/lib/apt/extended_states; then
    apt-mark manual -- "$package" >/dev/null
  fi
fi
if [ -f "$original/changed" ]; then
  drover_own mkdir -p -- "$drover/packages"
  drover_own cp -- "$original/changed" "$changed"
else
  rm -f -- "$changed"
fi`,
  )
