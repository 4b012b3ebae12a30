# shellcheck shell=bash
# A health check, for bash, which Debian and Ubuntu always have: `once KIND …` tries it and exits 0 where all is well; else what
# it prints first, on whichever stream, says what it saw. `patiently NAME …` tries until it is well, or has been tried often enough.

export LC_ALL=C

# Says in one short line what was seen, and fails.
check_saw() { # text
  local line=${1%%$'\n'*}
  printf '%s\n' "${line:0:300}"
  exit 1
}

check_tcp() { # host port
  exec 3<>"/dev/tcp/$1/$2" || exit 1
}

check_command() { # command
  local said code
  said=$(
    sh -c "$1" </dev/null 2>&1 | {
      head -c 4096 | tr -d '\0'
      exec cat >/dev/null
    }
    exit "${PIPESTATUS[0]}"
  )
  code=$?
  said=${said%%$'\n'*}
  [ "$code" -eq 0 ] || check_saw "exit $code${said:+: $said}"
}

check_http() { # url lowest-status highest-status follow verify contains
  local url=$1 hops=0 body
  while :; do
    check_ask "$url" "$5"
    check_head
    [[ $4 == follow && $status == 3?? && -n $location && $hops -lt 5 ]] || break
    url=$(check_resolved "$url" "$location")
    hops=$((hops + 1))
  done
  local where=''
  [ "$hops" -eq 0 ] || where=" at $url"
  if [ "$status" -lt "$2" ] || [ "$status" -gt "$3" ]; then check_saw "$status${reason:+ $reason}$where"; fi
  [ -n "$6" ] || return 0
  body=$(head -c 65536 <&3 | tr -d '\0')
  # shellcheck disable=SC1111
  [[ $body == *"$6"* ]] || check_saw "$status$where, but without “$6”; it begins “${body:0:100}”"
}

# Asks for a page; what comes back is read from 3. HTTP/1.0, so that nobody answers in chunks.
check_ask() { # url verify
  local pattern='^(https?)://(\[[0-9A-Fa-f:.]+\]|[^]/:?#@[]+)(:([0-9]+))?([/?][^#]*)?(#.*)?$'
  [[ $1 =~ $pattern ]] || check_saw "a redirect to $1, which is no address of a page"
  local host=${BASH_REMATCH[2]} port=${BASH_REMATCH[4]} path=${BASH_REMATCH[5]} request
  [[ $path == /* ]] || path=/$path
  printf -v request 'GET %s HTTP/1.0\r\nHost: %s\r\nUser-Agent: Drover\r\nAccept: */*\r\nConnection: close\r\n\r\n' \
    "$path" "$host${port:+:$port}"
  local bare=${host//[][]/}
  if [ "${BASH_REMATCH[1]}" = http ]; then
    exec 3<>"/dev/tcp/$bare/${port:-80}" || exit 1
    printf %s "$request" >&3
  elif command -v curl >/dev/null; then
    local trust=()
    [ "$2" = verify ] || trust=(--insecure)
    exec 3< <(curl --silent --show-error --include --http1.1 --globoff --noproxy '*' "${trust[@]}" -- "$1" 2>&1)
  elif command -v openssl >/dev/null; then
    local trust=(-verify_return_error -verify_hostname "$bare")
    [[ ! $bare =~ ^[0-9.]+$|: ]] || trust=(-verify_return_error -verify_ip "$bare")
    [ "$2" = verify ] || trust=()
    exec 3< <(openssl s_client -quiet "${trust[@]}" -servername "$bare" -connect "$host:${port:-443}" 2>&1 <<<"$request")
  else
    check_saw 'https needs curl or openssl, and neither is there'
  fi
}

# Reads up to the end of the headers, of which there may be no end. What comes instead of an answer says why there is none.
check_head() {
  local line first='' error='' count
  status='' reason='' location=''
  for ((count = 0; count < 500; count++)); do
    IFS= read -r -n 8192 -u 3 line || break
    line=${line%$'\r'}
    if [[ $line =~ ^HTTP/[0-9.]+\ ([0-9]{3})\ ?(.*)$ ]]; then
      status=${BASH_REMATCH[1]} reason=${BASH_REMATCH[2]}
    elif [ -z "$status" ]; then
      first=${first:-$line}
      [[ -n $error || $line != *error* ]] || error=$line
    elif [ -z "$line" ]; then
      return 0
    elif [[ ${line,,} == location:* ]]; then
      location=${line#*:}
      location=${location##* }
    fi
  done
  [ -n "$status" ] || check_saw "${error:-${first:-the connection was closed without an answer}}"
}

check_resolved() { # url location
  local origin
  origin=$(printf %s "$1" | sed -E 's,^([a-z]+://[^/?#]*).*,\1,')
  case $2 in
    *://*) printf %s "$2" ;;
    //*) printf %s "${1%%:*}:$2" ;;
    /*) printf %s "$origin$2" ;;
    *) printf %s "$origin/$2" ;;
  esac
}

check_uptime() {
  local now
  read -r now _ </proc/uptime
  printf %s "${now%.*}"
}

check_tell() { # word name text
  printf '%s %s %s\n' "$1" "$(printf 'check:%s' "$2" | base64 -w 0)" "$(printf %s "$3" | base64 -w 0)"
}

# Says after each try what it saw, so that it ends, too, when nobody listens any more.
check_patiently() { # name tries interval timeout unit kind …
  local name=$1 tries=$2 interval=$3 timeout=$4 unit=$5 try said code began
  local prefix='^[a-z]+: (line [0-9]+: )?(.+)'
  shift 5
  began=$(check_uptime)
  for ((try = 1; ; try++)); do
    said=$(timeout --kill-after=1 "$timeout" bash --norc -c "$BASH_EXECUTION_STRING" check once "$@" 2>&1 </dev/null)
    code=$?
    said=${said%%$'\n'*}
    case $code in
      0)
        [ "$try" -eq 1 ] || check_tell well "$name" ''
        return 0
        ;;
      124 | 137) said="no answer within $timeout s" ;;
      # bash's own words begin with where in this script they were said.
      *) [[ $code -ne 1 || ! $said =~ $prefix || ${BASH_REMATCH[0]} != environment:* ]] || said=${BASH_REMATCH[2]} ;;
    esac
    [ "$try" -lt "$tries" ] || break
    # What does not run any more will not answer.
    [ -z "$unit" ] || [[ ! $(systemctl is-active -- "$unit") =~ ^(inactive|failed)$ ]] || break
    check_tell trying "$name" "$said, try $try of $tries"
    sleep "$interval"
  done
  said="$said (tried $([ "$try" -eq 1 ] && echo once || echo "$try times"), for $(($(check_uptime) - began)) s)"
  if [ -n "$unit" ]; then
    said+=$'\n'$(journalctl --no-pager --quiet --lines=20 --output=cat --unit="$unit" 2>/dev/null)
  fi
  check_tell sick "$name" "$name: $said"
}

case $1 in
  once)
    shift
    "check_$1" "${@:2}"
    ;;
  patiently) check_patiently "${@:2}" ;;
esac
