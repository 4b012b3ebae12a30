# shellcheck shell=dash
# Users and groups, where the machine has all of them in files: one process reads those for all that ask. Sourced by probes.
# SC2034: the probes use what is read here.
# shellcheck disable=SC2034

# Reads /etc/passwd and /etc/group into drover_passwd and drover_group, which stay empty where getent has to be asked.
# drover_elsewhere: who is not in them may still be somewhere else.
drover_read_accounts() {
  drover_passwd='' drover_group='' drover_elsewhere=''
  drover_break='
'
  drover_text=$(tail -v -n +1 -- /etc/nsswitch.conf /etc/passwd /etc/group 2>/dev/null) || return 0
  # A line break, which no name or comment of an account has, is on both sides of what tail prints before each file.
  drover_groups=${drover_text#*"$drover_break==> /etc/group <==$drover_break"}
  drover_users=${drover_text%%"$drover_break==> /etc/group <==$drover_break"*}
  drover_switch=${drover_users%%"$drover_break==> /etc/passwd <==$drover_break"*}
  drover_users=${drover_users#*"$drover_break==> /etc/passwd <==$drover_break"}
  (drover_in_files) || case $? in 2) drover_elsewhere=yes ;; *) return 0 ;; esac
  drover_passwd=$drover_break$drover_users$drover_break
  drover_group=$drover_break$drover_groups$drover_break
}

# Whether nsswitch.conf, as drover_switch, knows users and groups from files alone: 0; 2 where systemd knows those besides that it
# makes up by itself while a service runs, which are members of nothing. It changes how words are cut: call it in a subshell.
drover_in_files() {
  drover_answer=0 drover_asked=
  IFS=$drover_break
  set -f
  for drover_row in $drover_switch; do
    drover_row=${drover_row%%#*}
    case $drover_row in passwd:* | group:*) drover_asked=$drover_asked${drover_row%%:*} ;; *) continue ;; esac
    IFS=' 	'
    for drover_source in ${drover_row#*:}; do
      case $drover_source in
        files) ;;
        systemd) drover_answer=2 ;;
        *) return 1 ;;
      esac
    done
  done
  case $drover_asked in passwdgroup | grouppasswd) ;; *) return 1 ;; esac
  [ "$drover_answer" = 0 ] && return
  for drover_row in /etc/userdb /run/userdb /run/host/userdb /usr/local/lib/userdb /usr/lib/userdb; do
    [ ! -d "$drover_row" ] || return 1
  done
  set +f
  for drover_row in /run/systemd/userdb/*; do
    case ${drover_row##*/} in
      io.systemd.DynamicUser | io.systemd.DropIn | io.systemd.Multiplexer | io.systemd.NameServiceSwitch | '*') ;;
      *) return 1 ;;
    esac
  done
  return 2
}

# The lines of these accounts, as drover_found; 1 where only getent knows.
drover_account_lines() { # passwd|group names
  [ -n "${drover_passwd+read}" ] || drover_read_accounts
  drover_lines=$drover_passwd
  [ "$1" = passwd ] || drover_lines=$drover_group
  [ -n "$drover_lines" ] || return 1
  shift
  drover_found=
  for drover_name; do
    case $drover_lines in
      *"$drover_break$drover_name:"*)
        drover_row=${drover_lines#*"$drover_break$drover_name:"}
        drover_found=$drover_found${drover_found:+$drover_break}$drover_name:${drover_row%%"$drover_break"*}
        ;;
      *) [ -z "$drover_elsewhere" ] || return 1 ;;
    esac
  done
}
