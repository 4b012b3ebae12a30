import { command } from '../../../src/environments/container/command'
import { forwardRules, packetTable } from '../../../src/environments/container/firewall'

// A host of its own, in namespaces: `inside` hangs on the bridge, `outside` and `third` on a link each.
const host = `
set -eu
mount -t tmpfs none /run
printf '%s\\n' "$@" >/run/rules
listen() { ip netns exec "$1" "$NODE" -e 'require("net").createServer(s => s.end("hello\\n")).listen(7)' & }
place() { # name, address, gateway, link on the host
  ip netns add "$1"
  ip link add "$4" type veth peer name eth0 netns "$1"
  ip link set "$4" up
  ip -n "$1" link set lo up
  ip -n "$1" address add "$2/24" dev eth0
  ip -n "$1" link set eth0 up
  ip -n "$1" route add default via "$3"
  listen "$1"
}
ip link set lo up
ip link add drv-1a type bridge
ip address add 10.9.1.1/24 dev drv-1a
ip link set drv-1a up
place inside 10.9.1.2 10.9.1.1 in0
ip link set in0 master drv-1a
place outside 10.9.2.2 10.9.2.1 out0
ip address add 10.9.2.1/24 dev out0
place third 10.9.3.2 10.9.3.1 third0
ip address add 10.9.3.1/24 dev third0
echo 1 >/proc/sys/net/ipv4/ip_forward
iptables -P FORWARD "$POLICY"
nft -f -
[ "$POLICY" = ACCEPT ] || while read -r rule; do iptables -w -I $rule; done </run/rules
reaches() { # from, address
  timeout 1 ip netns exec "$1" bash -c 'read -r hello </dev/tcp/$0/7; [ "$hello" = hello ]' "$2" 2>/dev/null && echo yes || echo no
}
until [ "$(reaches inside 10.9.1.2)$(reaches outside 10.9.2.2)" = yesyes ]; do sleep 0.1; done
echo "out $(reaches inside 10.9.2.2) in $(reaches outside 10.9.1.2) past $(reaches third 10.9.2.2)"
`

test.each([
  { name: 'where it forwards for us alone', policy: 'ACCEPT', forwardsForUs: true, seen: 'out yes in no past no' },
  { name: 'where it forwarded before', policy: 'ACCEPT', forwardsForUs: false, seen: 'out yes in no past yes' },
  { name: 'where it drops what is forwarded', policy: 'DROP', forwardsForUs: true, seen: 'out yes in no past no' },
])(
  'on a host $name: $seen',
  async ({ policy, forwardsForUs, seen }) => {
    const rules = forwardRules('drv-1a').map(rule => rule.join(' '))
    const { stdout, stderr } = await command(
      [
        'unshare',
        '--net',
        '--mount',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
        'bash',
        '-c',
        host,
        'bash',
      ].concat(rules),
      {
        input: packetTable('drv-1a', '10.9.1.0/24', { forwardsForUs }),
        env: { POLICY: policy, NODE: process.execPath },
      },
    )
    expect(stdout.trim() || stderr).toBe(seen)
  },
  30_000,
)
