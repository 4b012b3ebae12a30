import { command, output } from './command'

/** The name of everything that Drover puts into the packet filter for a bridge: an nft table, and the comment of a rule. */
export function filterName(bridge: string): string {
  return bridge.replaceAll('-', '_')
}

/**
 * Lets containers reach the outside, and nobody there reach them. A table of its own: taking it away leaves the filter as it
 * was, to the last byte. `forwardsForUs`: the host forwards only since we told it to, and is to forward nothing else.
 */
export function packetTable(bridge: string, subnet: string, { forwardsForUs }: { forwardsForUs: boolean }): string {
  const table = `table ip ${filterName(bridge)}`
  // Naming the table before deleting it makes both hold whether or not it is there; nft does all of it or nothing.
  return `${table} {}
delete ${table}
${table} {
  chain postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr ${subnet} ip daddr != ${subnet} masquerade comment "drover"
  }
  chain forward {
    type filter hook forward priority 0; policy accept;
    iifname "${bridge}" ip saddr != ${subnet} drop
    iifname "${bridge}" accept
    oifname "${bridge}" ct state established,related accept
    oifname "${bridge}" drop
    ${forwardsForUs ? 'iifname != "drv-*" oifname != "drv-*" drop' : ''}
  }
}
`
}

/** The rules that let a bridge's traffic through where the host's own rules drop what is forwarded, as Docker's do. */
export function forwardRules(bridge: string): readonly (readonly string[])[] {
  const mark = ['-m', 'comment', '--comment', filterName(bridge), '-j', 'ACCEPT']
  return [
    ['FORWARD', '-i', bridge, ...mark],
    ['FORWARD', '-o', bridge, '-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED', ...mark],
  ]
}

/** Whether the host's iptables say anything about forwarding; where they do not, asking for nothing leaves no trace. */
export function filtersForwarding(iptablesSave: string): boolean {
  const [, filter = ''] = /^\*filter$([\s\S]*?)^COMMIT$/m.exec(iptablesSave) ?? []
  return /^:FORWARD (?!ACCEPT)/m.test(filter) || /^-A FORWARD /m.test(filter)
}

export async function openFirewall(...[bridge, subnet, host]: Parameters<typeof packetTable>): Promise<void> {
  const needs = 'It takes the kernel’s module “nf_tables” (modprobe nf_tables).'
  await output(['nft', '-f', '-'], { input: packetTable(bridge, subnet, host), needs })
  if (!filtersForwarding(await savedRules())) return
  for (const rule of forwardRules(bridge)) {
    const { exit } = await command(['iptables', '-w', '-C', ...rule])
    if (exit !== 0) await output(['iptables', '-w', '-I', ...rule])
  }
}

export async function closeFirewall(bridge: string): Promise<void> {
  await command(['nft', 'delete', 'table', 'ip', filterName(bridge)])
  const saved = await savedRules()
  if (!saved.includes(filterName(bridge))) return
  for (const rule of forwardRules(bridge)) await command(['iptables', '-w', '-D', ...rule])
}

/** The rules in iptables-save's form; nothing where the host has no iptables. Asking makes no table. */
async function savedRules(): Promise<string> {
  const answer = await command(['iptables-save']).catch(() => ({ stdout: '' }))
  return answer.stdout
}
