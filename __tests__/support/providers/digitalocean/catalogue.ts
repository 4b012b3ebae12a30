// A few of DigitalOcean's own names and prices; what is no name here can't be ordered.

const everywhere = ['fra1', 'nyc3', 'sgp1']

export const sizes = [
  { slug: 's-1vcpu-1gb', memory: 1024, vcpus: 1, disk: 25, price_monthly: 6, regions: everywhere },
  { slug: 's-1vcpu-2gb', memory: 2048, vcpus: 1, disk: 50, price_monthly: 12, regions: everywhere },
  { slug: 's-2vcpu-4gb', memory: 4096, vcpus: 2, disk: 80, price_monthly: 24, regions: ['nyc3'] },
].map(size => ({
  ...size,
  transfer: 1,
  price_hourly: size.price_monthly / 672,
  available: true,
  description: 'Basic',
}))

export const regions = everywhere.map(slug => ({
  slug,
  name: slug,
  available: true,
  features: ['backups', 'ipv6', 'metadata'],
  sizes: sizes.filter(size => size.regions.includes(slug)).map(size => size.slug),
}))

export const images = [
  { id: 195_932_981, slug: 'debian-12-x64', name: '12 x64', distribution: 'Debian' },
  { id: 205_144_015, slug: 'debian-13-x64', name: '13 x64', distribution: 'Debian' },
  { id: 63_663_980, slug: null, name: 'a snapshot', distribution: 'Unknown' },
].map(image => ({
  ...image,
  type: image.slug === null ? 'snapshot' : 'base',
  public: image.slug !== null,
  regions: everywhere,
  created_at: '2026-01-20T20:00:00Z',
  min_disk_size: 7,
  size_gigabytes: 0.4,
  description: image.name,
  tags: [],
  status: 'available',
}))
