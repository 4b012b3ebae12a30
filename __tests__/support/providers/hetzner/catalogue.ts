// A few of Hetzner's own names and prices; what is no name here can't be ordered.

export const locations = [
  { id: 1, name: 'fsn1', description: 'Falkenstein DC Park 1', country: 'DE', city: 'Falkenstein', zone: 'eu-central' },
  { id: 2, name: 'nbg1', description: 'Nuremberg DC Park 1', country: 'DE', city: 'Nuremberg', zone: 'eu-central' },
  { id: 3, name: 'hel1', description: 'Helsinki DC Park 1', country: 'FI', city: 'Helsinki', zone: 'eu-central' },
  { id: 4, name: 'ash', description: 'Ashburn, VA', country: 'US', city: 'Ashburn, VA', zone: 'us-east' },
].map(({ zone, ...location }) => ({ ...location, latitude: 50.5, longitude: 12.4, network_zone: zone }))

/** Net prices a month; in the United States it is half as much again, so that a price of the wrong place shows. */
const types = [
  { id: 104, name: 'cx22', cores: 2, memory: 4, disk: 40, architecture: 'x86', net: 3.29 },
  { id: 105, name: 'cx32', cores: 4, memory: 8, disk: 80, architecture: 'x86', net: 5.83 },
  { id: 106, name: 'cx42', cores: 8, memory: 16, disk: 160, architecture: 'x86', net: 14.09 },
  { id: 45, name: 'cax11', cores: 2, memory: 4, disk: 40, architecture: 'arm', net: 3.29 },
]

const price = (net: number) => ({ net: net.toFixed(10), gross: (net * 1.19).toFixed(16) })

const prices = (net: number) =>
  locations.map(({ name, country }) => {
    const here = country === 'US' ? net * 1.5 : net
    return { location: name, price_hourly: price(here / 720), price_monthly: price(here) }
  })

export const serverTypes = types.map(({ net, ...type }) => ({
  ...type,
  description: type.name.toUpperCase(),
  deprecated: false,
  storage_type: 'local',
  cpu_type: 'shared',
  prices: prices(net),
}))

export const images = [
  { id: 114690387, name: 'debian-12', os_flavor: 'debian', os_version: '12' },
  { id: 310557660, name: 'debian-13', os_flavor: 'debian', os_version: '13' },
  { id: 161547269, name: 'ubuntu-24.04', os_flavor: 'ubuntu', os_version: '24.04' },
].map(image => ({
  ...image,
  type: 'system',
  status: 'available',
  description: image.name,
  image_size: null,
  disk_size: 5,
  created: '2024-04-25T13:26:27+00:00',
  created_from: null,
  bound_to: null,
  rapid_deploy: true,
  protection: { delete: false },
  deprecated: null,
  deleted: null,
  labels: {},
}))

export const pricing = {
  currency: 'EUR',
  vat_rate: '19.00',
  floating_ip: { price_monthly: price(3) },
  floating_ips: [{ type: 'ipv4', prices: prices(3).map(({ price_hourly: _, ...of }) => of) }],
  image: { price_per_gb_month: price(0.011) },
  load_balancer_types: [],
  primary_ips: [
    { type: 'ipv4', prices: prices(0.5) },
    { type: 'ipv6', prices: prices(0) },
  ],
  server_backup: { percentage: '20.00' },
  server_types: serverTypes.map(({ id, name, prices }) => ({ id, name, prices })),
  traffic: { price_per_tb: price(1) },
  volume: { price_per_gb_month: price(0.044) },
}
