import { lines, type Script, sh } from '../target/script'
import { aptFunctions, aptName } from './apt-call'
import type { PackageWork } from './package-manager'

/**
 * One call of apt-get for all. The lists are fetched where the machine has none, or where apt can't find or fetch
 * something; then it is tried once more. What the call brought and what it took away is written down for each package
 * (`packages/NAME`), so that its removal takes away no more and no less.
 */
export function aptInstall({ install, mark }: PackageWork): Script {
  const names = install.map(({ name }) => name)
  const wanted = install.map(({ name, version }) => (version === undefined ? name : `${name}=${version}`))
  const downgrades = install.some(({ version }) => version !== undefined) ? ['--allow-downgrades'] : []
  const marks = mark.length === 0 ? sh`` : sh`apt-mark manual -- ${mark} >/dev/null`
  if (install.length === 0) return marks
  return lines(
    sh`(`,
    aptFunctions,
    sh`
work=$(mktemp -d)
# What a call says is held back until it is known whether the call counts: one that is made again is told of once.
trap '[ ! -e "$work/said" ] || cat -- "$work/said"; rm -rf -- "$work"' EXIT
trap 'exit 143' TERM
drover_own mkdir -p -- "$drover/packages"
for name in ${names}; do rm -f -- "$drover/packages/$name"; done
apt_settle || :
apt_installed >"$work/before"
apt_try() {
  apt_call ${downgrades} install -- ${wanted} >"$work/said" 2>&1
}
fetched=no
if [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' 2>/dev/null | head -n 1)" ]; then
  apt_update
  fetched=yes
fi
if ! apt_try; then
  [ "$fetched" = no ] || exit 1
  grep -Eq 'Unable to locate|no installation candidate|was not found|[Ff]ailed to fetch|Unable to fetch|unmet dep' "$work/said" || exit 1
  apt_update
  apt_try || exit 1
fi
cat -- "$work/said"
rm -f -- "$work/said"
apt_installed >"$work/after"
{
  comm -13 "$work/before" "$work/after" | sed 's/^/+ /'
  comm -23 "$work/before" "$work/after" | sed 's/^/- /'
} >"$work/changed"
for name in ${names}; do
  drover_own cp -- "$work/changed" "$drover/packages/.$name"
  mv -- "$drover/packages/.$name" "$drover/packages/$name"
done`,
    ...names.map(
      name => sh`
${aptName(name)}
if [ -z "$(apt_version_of "$package" <"$work/after")" ]; then
  printf '%s is only a virtual package; apt brought another one for it. Name that one:\n' ${name} >&2
  sed -n 's/^+ /  /p' "$work/changed" >&2
  exit 1
fi`,
    ),
    marks,
    sh`)`,
  )
}
