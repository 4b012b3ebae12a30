import { type Script, sh } from '../target/script'

/** Prints what dpkg and apt have written down of a package last: the day they did it, what they did, and who asked for it. */
export const packageTrail = (name: string): Script => sh`name=${name.replace(/:.*$/, '')}
for log in /var/log/dpkg.log /var/log/dpkg.log.1; do
  [ -r "$log" ] || continue
  last=$(grep -E "^[^ ]+ [^ ]+ (install|upgrade|remove|purge) " "$log" | grep -F " $name:" | tail -n 1) || :
  [ -n "$last" ] || continue
  printf 'in %s: %s\n' "$log" "$last"
  break
done
for log in /var/log/apt/history.log; do
  [ -r "$log" ] || continue
  start='' command='' by='' touched=no told=''
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      'Start-Date: '*) start=\${line#*: } command='' by='' touched=no ;;
      'Commandline: '*) command=\${line#*: } ;;
      'Requested-By: '*) by=", requested by \${line#*: }" ;;
      *': '*" $name:"*) touched=yes ;;
      'End-Date: '*) [ "$touched" = no ] || told="in $log: $command$by, $start" ;;
    esac
  done <<END
$(tail -n 2000 "$log")
END
  [ -z "$told" ] || printf '%s\n' "$told"
done`

/** What those lines say, one a log. */
export const readTrail = (answer: string): readonly string[] =>
  answer.split('\n').filter(line => /^in \/var\/log\/\S+: ./.test(line))
