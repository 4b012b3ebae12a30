import type { Domain } from '../../../src/environments/libvirt/look'
import { type Mark, markXml } from '../../../src/environments/libvirt/mark'
import type { Side } from '../../../src/environments/libvirt/side'

const base64 = (text: string) => Buffer.from(text).toString('base64')

export const mark: Mark = {
  deployment: 'drover-test',
  stage: 'test',
  machine: 'web',
  state: 'ready',
  since: '2026-11-27T18:00:00.000Z',
  hostkey: 'SHA256:k',
  storage: '/srv',
  protect: 'false',
  made: { image: '/img', memory: '1G', cpus: '1', network: 'default', domainType: 'kvm' },
}

/** What the script that looks for a domain prints of it. */
export function lookAnswer({
  uuid = 'u-1',
  state = 'running (booted)',
  mark: its = mark,
  address,
  quietSeconds,
}: Partial<Domain>): string {
  const beat = quietSeconds === undefined ? '' : base64(`<beat at='${1000 - quietSeconds}'/>`)
  const lease = address === undefined ? '' : `address lease vnet0 52:54:00:00:00:01 ipv4 ${address}/24\n`
  return `uuid ${uuid}\nname web-1\nstate ${state}\nnow 1000\nmark ${base64(markXml(its).xml)}\nbeat ${beat}\n${lease}`
}

type Said = string | { readonly exit: number; readonly stderr: string }

/** A side that answers by what it is asked for: the answers in turn, the last again and again. What was asked is kept. */
export function toySide(
  answers: Readonly<Record<string, readonly Said[]>>,
): Side & { readonly asked: readonly string[] } {
  const asked: string[] = []
  const ask: Side['ask'] = async what => {
    const all = answers[what] ?? ['']
    const said = all[Math.min(asked.filter(other => other === what).length, all.length - 1)] ?? ''
    asked.push(what)
    return typeof said === 'string' ? { exit: 0, stdout: said, stderr: '' } : { ...said, stdout: '' }
  }
  return {
    asked,
    ask,
    async run(what, script, input) {
      const { exit, stdout, stderr } = await ask(what, script, input)
      if (exit !== 0) throw new Error(stderr)
      return stdout
    },
    close: async () => {},
  }
}
