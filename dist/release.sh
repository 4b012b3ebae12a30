# shellcheck shell=dash
# A machine that is given back: what stood there before is there again, and now Drover's own notes go too. Sourced behind
# state.sh.
# shellcheck disable=SC2154

# Forgets this deployment; with the last one goes everything. Prints `busy HOLDER`, `unsettled REASON`, `claimed PLACE` where the
# deployment still has one, `absent` where there is nothing of it, or `released`.
drover_forget() {
  [ -d "$drover/deployments" ] || {
    echo absent
    return 0
  }
  (
    flock 9
    drover_alone
    drover_claimed=$(drover_claims)
    if [ -n "$drover_claimed" ]; then
      printf 'claimed %s\n' "${drover_claimed%%"
"*}"
      exit
    fi
    drover_had=released
    [ -d "$drover_home" ] || [ -d "$drover/deployments/.released" ] || drover_had=absent
    systemctl stop 'drover-deadline-*.timer' 2>/dev/null || :
    # By a rename, so that it is never there in part.
    rm -rf -- "$drover/deployments/.released"
    [ ! -d "$drover_home" ] || mv -T -- "$drover_home" "$drover/deployments/.released"
    rm -rf -- "$drover/deployments/.released"
    if [ -z "$(ls -A -- "$drover/deployments")" ]; then
      rm -f -- /etc/systemd/system/multi-user.target.wants/drover-recover.service /etc/systemd/system/drover-recover.service
      rm -rf -- "$drover"
    fi
    echo "$drover_had"
  ) 9>>"$drover/lock"
}

# The places of this deployment, a line each.
drover_claims() {
  [ ! -e "$drover/claims" ] || while IFS='	' read -r drover_owner drover_place; do
    [ "$drover_owner" != "$deployment" ] || printf '%s\n' "$drover_place"
  done <"$drover/claims"
}
