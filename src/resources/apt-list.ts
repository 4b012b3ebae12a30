import { type Script, sh } from '../target/script'

// More of them are better looked for by dpkg itself, which looks at each line but once.
const few = 20

/**
 * A function `apt_list`: what dpkg-query would say of a few packages (as `found`), and what apt knows of who wanted them (`auto`), by
 * one grep in their own lists, which takes a quarter of the time. It answers only where that list is all there is to know (dpkg
 * notes changes beside it until it writes it anew), and where each of them is installed and whole, or is not there at all.
 */
export function aptList(names: readonly string[]): Script {
  if (names.length > few || names.some(name => name.includes(':'))) return sh`apt_list() { return 1; }`
  const asked = ['dpkg', ...names]
  return sh`apt_list() {
  set -- /var/lib/dpkg/updates/*
  [ ! -e "$1" ] || return 1
  break='
'
  # The version is at most so many lines behind the name.
  found=$(grep -h -A 14 -xF ${asked.map(name => `--regexp=Package: ${name}`)} /var/lib/dpkg/status /var/lib/apt/extended_states 2>/dev/null) || :
  IFS=$break
  set -f
  rows='' auto='' name='' code=0 open=''
  for line in $found; do
    case $line in
      'Package: '*)
        name=\${line#Package: } status='' architecture=''
        # The one before did not tell its version within these lines.
        [ -z "$open" ] || return 1
        # What follows is another's, to which the same lines reach.
        case ${` ${asked.join(' ')} `} in *" $name "*) ;; *) name= ;; esac
        ;;
      'Status: '*) status=\${line#Status: } open=$name ;;
      'Architecture: '*) architecture=\${line#Architecture: } ;;
      'Version: '*)
        case $name:$status in
          :*) ;;
          *:'install ok installed') open='' rows="$rows\${rows:+$break}apt dpkg $name|\${line#Version: }|ii |$architecture" ;;
          *) return 1 ;;
        esac
        ;;
      'Auto-Installed: '*)
        [ -z "$name" ] || auto="$auto\${auto:+$break}apt auto Package: $name\${break}apt auto Architecture: $architecture\${break}apt auto $line"
        ;;
    esac
  done
  [ -z "$open" ] || return 1
  found=$rows
  for name in ${names}; do
    case $rows in *"apt dpkg $name|"*) ;; *) code=1 ;; esac
  done
}`
}
