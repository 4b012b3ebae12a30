// A few of Linode's own names and prices; what is no name here can't be ordered.

const dearer = (monthly: number) => [{ id: 'br-gru', hourly: (monthly * 1.4) / 720, monthly: monthly * 1.4 }]

export const types = [
  { id: 'g6-nanode-1', class: 'nanode', label: 'Nanode 1GB', memory: 1024, vcpus: 1, disk: 25_600, monthly: 5 },
  { id: 'g6-standard-1', class: 'standard', label: 'Linode 2GB', memory: 2048, vcpus: 1, disk: 51_200, monthly: 12 },
  { id: 'g6-standard-2', class: 'standard', label: 'Linode 4GB', memory: 4096, vcpus: 2, disk: 81_920, monthly: 24 },
].map(({ monthly, ...type }) => {
  const backups = monthly / 2.5
  return {
    ...type,
    gpus: 0,
    transfer: 1000,
    network_out: 1000,
    successor: null,
    price: { hourly: monthly / 720, monthly },
    region_prices: dearer(monthly),
    addons: {
      backups: { price: { hourly: backups / 720, monthly: backups }, region_prices: dearer(backups) },
    },
  }
})

const able = ['Linodes', 'Cloud Firewall', 'Vlans', 'VPCs']

export const regions = [
  { id: 'us-ord', country: 'us', label: 'Chicago, IL', capabilities: [...able, 'Metadata'] },
  { id: 'de-fra-2', country: 'de', label: 'Frankfurt 2, DE', capabilities: [...able, 'Metadata'] },
  { id: 'br-gru', country: 'br', label: 'Sao Paulo, BR', capabilities: [...able, 'Metadata'] },
  { id: 'xx-old', country: 'us', label: 'A region without metadata', capabilities: able },
].map(region => ({ ...region, status: 'ok', resolvers: { ipv4: '192.0.2.53', ipv6: '2001:db8::53' } }))

export const images = [
  { id: 'linode/debian11', capabilities: [] },
  { id: 'linode/debian12', capabilities: ['cloud-init'] },
  { id: 'linode/debian13', capabilities: ['cloud-init'] },
  { id: 'linode/ubuntu24.04', capabilities: ['cloud-init'] },
  { id: 'private/7', capabilities: [] },
].map(({ id, capabilities }) => ({
  id,
  capabilities,
  label: id,
  description: 'An image',
  is_public: !id.startsWith('private/'),
  created: '2025-08-09T17:16:51',
  updated: '2025-08-09T17:16:51',
  created_by: 'linode',
  deprecated: false,
  size: 1500,
  status: 'available',
  type: 'manual',
  vendor: 'Debian',
  expiry: null,
  eol: '2030-06-30T04:00:00',
}))
