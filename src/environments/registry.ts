import { container } from './container'
import { digitalOcean } from './digitalocean'
import { hetzner } from './hetzner'
import { libvirt } from './libvirt'
import { linode } from './linode'
import { managedHost } from './managed-host'

/** The built-in environment types, by the name under which a deployment file in YAML or JSON asks for one. A line each. */
export const environmentTypes = {
  'managed-host': managedHost,
  container,
  digitalocean: digitalOcean,
  hetzner,
  linode,
  libvirt,
}
