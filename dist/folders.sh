# shellcheck shell=dash
# What Drover keeps on a machine beside all transactions: its own folder, and the boot unit. Sourced behind state.sh.
# drover_recover_script: set before this; shellcheck can't see it.
# shellcheck disable=SC2154

drover_folders() {
  # In one look, where all is as it should be.
  [ "$(cd -- "$drover" 2>/dev/null && stat --printf='%a ' -- . lock trees store originals units deployments packages hooks users folders 2>/dev/null)" = \
    '711 600 755 700 700 700 700 700 700 700 700 ' ] || drover_make_folders
}

drover_make_folders() (
  mkdir -p -- "$drover"
  chmod 0711 "$drover"
  cd -- "$drover" || exit
  mkdir -p -- store originals units deployments packages hooks users folders trees
  # flock needs only to read: what any user could open, any user could hold.
  : >>lock
  # Earlier versions let everybody read some of them.
  chmod 0700 -- store originals units deployments packages hooks users folders
  chmod 0600 lock
  chmod 0755 trees
)

# The boot unit is the one thing that Drover keeps on a machine beside its own folder. It is written only where it differs;
# systemd reads it at the next boot, so nothing has to be reloaded for it.
drover_boot_unit() {
  drover_put "$drover/recover.sh" "$drover_recover_script" 0600
  drover_put /etc/systemd/system/drover-recover.service "[Unit]
Description=Drover: settle a deployment that was open when the machine went down
ConditionPathExists=$drover/state
[Service]
Type=oneshot
ExecStart=/bin/sh $drover/recover.sh
[Install]
WantedBy=multi-user.target" 0644
  drover_wants=/etc/systemd/system/multi-user.target.wants/drover-recover.service
  [ -L "$drover_wants" ] || { mkdir -p "${drover_wants%/*}" && ln -sfn ../drover-recover.service "$drover_wants"; }
}

drover_put() { # path text mode
  if drover_holds "$1" "$2"; then return 0; fi
  printf '%s\n' "$2" >"$1.new"
  chmod "$3" "$1.new"
  sync "$1.new"
  mv -f -- "$1.new" "$1"
}

# Whether a short file has this text, and a line break.
drover_holds() { # path text
  [ -f "$1" ] || return 1
  drover_text=
  while IFS= read -r drover_row; do
    drover_text="$drover_text$drover_row
"
  done <"$1"
  [ "$drover_text" = "$2
" ]
}
