# shellcheck shell=dash
# How a transaction starts the machine anew without losing its hold. Sourced behind state.sh and pending-reboot.sh.
# drover_lease is state.sh's.
# shellcheck disable=SC2154,SC2034

# Seconds that a transaction is kept while the machine goes down, and after it came up, for its runner to come back.
drover_reboot_lease=300

# Tells whoever follows of what this transaction has brought why a reboot is needed.
drover_tell_reboot() {
  drover_brought=$(drover_reboot_reasons | grep -vxF -f "$transaction/reboot.before") || :
  [ -z "$drover_brought" ] || drover_event reboot "$(printf %s "$drover_brought" | base64 -w 0)"
}

# A runner asks for this as often as it likes, before the reboot and after. Prints `rebooting` as long as the machine is still to
# go down, `booting` until all is started, `rebooted`, `refused` where it won't be started anew, or how the transaction ended.
drover_reboot() {
  (
    flock 9
    drover_read_phase
    if [ "$drover_phase" != applied ]; then
      drover_ending
      return 0
    fi
    drover_boot_id
    if [ "$state_reason" = rebooted ]; then
      drover_renew
      case $(systemctl is-system-running) in initializing | starting) echo booting ;; *) echo rebooted ;; esac
    elif [ "$state_boot" != "$drover_boot" ]; then
      # Unless it was declared this is a power cut, which the boot unit sees to.
      [ "$state_reason" != rebooting ] || drover_expected
      echo booting
    elif [ "$state_reason" = rebooting ]; then
      echo rebooting
    else
      drover_lease=$drover_reboot_lease
      drover_renew
      drover_write_state applied rebooting
      if systemctl --no-wall reboot >&2 9>&-; then
        echo rebooting
      else
        drover_write_state applied
        echo refused
      fi
    fi
  ) 9>>"$drover/lock"
}

# Under the lock, in the boot that was expected: from here on the transaction is this boot's, and the clock runs for its runner.
drover_expected() {
  drover_lease=$drover_reboot_lease
  drover_renew
  if drover_arm; then drover_write_state applied rebooted; else drover_undo 'no watch could be set up after the reboot'; fi
}

# At each boot. A declared reboot is told from a power cut by what was written down before it. The runner may have come first.
drover_booted() {
  exec 9>>"$drover/lock"
  flock 9
  drover_read_phase
  drover_boot_id
  case "$drover_phase $state_reason" in
    'applied rebooting') [ "$state_boot" = "$drover_boot" ] || drover_expected ;;
    'applied rebooted') [ "$state_boot" = "$drover_boot" ] || drover_settle_open 'the machine was started anew a second time' ;;
    *) drover_settle_open 'the machine was started anew' ;;
  esac
}
