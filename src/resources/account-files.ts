import { type Script, sh } from '../target/script'

/** An account's name, as useradd(8) takes it everywhere: it needs no quoting in a pattern. */
export const accountName = /^[a-z_][a-z0-9_-]{0,31}$/

/**
 * Shell functions that bring back lines of /etc/passwd and its fellows exactly as they were, which the account tools can't
 * (a password's hash would stand in their arguments, fields would be filled in). They take the same locks as those tools
 * do: `/etc/passwd.lock` and so on, each a link to a file with the holder's process id. A holder that is dead holds nothing.
 * A tool that finds them taken fails at once and says by whom, so they are held for as short as can be.
 *
 * They expect a folder `$work`, and that no account tool is called between lock and unlock.
 */
export const accountFunctions: Script = sh`
account_lock() {
  for account_db in passwd group gshadow shadow; do
    printf '%s' "$$" >"/etc/$account_db.$$"
    account_tries=0
    until ln -- "/etc/$account_db.$$" "/etc/$account_db.lock" 2>/dev/null; do
      account_holder=$(tr -d '\0' <"/etc/$account_db.lock" 2>/dev/null) || account_holder=
      if [ -n "$account_holder" ] && ! kill -0 "$account_holder" 2>/dev/null; then rm -f -- "/etc/$account_db.lock"; fi
      account_tries=$((account_tries + 1))
      if [ "$account_tries" -gt 300 ]; then
        rm -f -- "/etc/$account_db.$$"
        account_unlock
        printf '/etc/%s is locked by process %s\n' "$account_db" "$account_holder" >&2
        return 1
      fi
      sleep 0.1
    done
    rm -f -- "/etc/$account_db.$$"
  done
}

account_unlock() {
  for account_db in passwd group gshadow shadow; do
    if [ "$(tr -d '\0' <"/etc/$account_db.lock" 2>/dev/null)" = "$$" ]; then rm -f -- "/etc/$account_db.lock"; fi
  done
}

# Copies the lines of $2 in /etc/$1 to the file $3.
account_lines() {
  grep -- "^$2:" "/etc/$1" >"$3" 2>/dev/null || :
}

# Puts the file $2 in the place of /etc/$1, unless they hold the same.
account_replace() {
  if cmp -s -- "$2" "/etc/$1"; then return 0; fi
  cp --attributes-only --preserve=all -- "/etc/$1" "/etc/.$1.drover"
  cat -- "$2" >"/etc/.$1.drover"
  sync "/etc/.$1.drover"
  mv -f -- "/etc/.$1.drover" "/etc/$1"
}

# Lets the lines of $2 in /etc/$1 be those of the file $3, in the place where they stand.
account_put() {
  [ -f "/etc/$1" ] || return 0
  account_lines "$1" "$2" "$work/have"
  if cmp -s -- "$work/have" "$3"; then return 0; fi
  account_at=$(grep -n -m 1 -- "^$2:" "/etc/$1" | cut -d : -f 1) || :
  {
    if [ -n "$account_at" ]; then
      head -n "$((account_at - 1))" -- "/etc/$1"
      cat -- "$3"
      tail -n "+$((account_at + 1))" -- "/etc/$1" | grep -v -- "^$2:" || :
    else
      cat -- "/etc/$1" "$3"
    fi
  } >"$work/put"
  account_replace "$1" "$work/put"
}

# The list $1 without $2.
account_without() {
  case ",$1," in
    *",$2,"*)
      account_list=",$1,"
      account_list="\${account_list%%",$2,"*},\${account_list#*",$2,"}"
      account_list=\${account_list#,}
      printf '%s' "\${account_list%,}"
      ;;
    *) printf '%s' "$1" ;;
  esac
}

# Lets $2 be a member of those groups in /etc/$1 whose lines stand in the file $3, and of no other. Other members stay.
account_members() {
  [ -f "/etc/$1" ] || return 0
  while IFS= read -r line; do
    group=\${line%%:*}
    members=\${line##*:}
    was=$(grep -- "^$group:" "$3") || was=
    old=\${was##*:}
    others=$(account_without "$members" "$2")
    if [ -z "$was" ]; then members=$others
    elif [ "$(account_without "$old" "$2")" = "$others" ]; then members=$old
    elif [ "$others" = "$members" ]; then members="$others,$2"
    fi
    printf '%s:%s\n' "\${line%:*}" "$members"
  done <"/etc/$1" >"$work/members"
  account_replace "$1" "$work/members"
}

# The lines of /etc/$1 that have $2 as a member.
account_memberships() {
  grep -E -- "[:,]$2(,[^:]*)?$" "/etc/$1" 2>/dev/null || :
}`
