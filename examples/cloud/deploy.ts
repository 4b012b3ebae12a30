// A web server at Hetzner: made where it is not there, found again by its labels, and set up like any other machine.
import { deployment, hetzner, httpd, machine, secret, service, system } from 'drover'

const web = machine({
  name: 'web',
  environment: hetzner({
    token: secret('HCLOUD_TOKEN'),
    // Tried in this order where there is none in stock.
    size: ['cx22', 'cpx11'],
    region: ['fsn1', 'nbg1'],
    image: 'debian-12',
    labels: { team: 'web' },
  }),
  system: system({
    hostName: 'web',
    files: [{ path: '/srv/www/index.html', content: '<h1>Hello from the cloud</h1>\n' }],
    services: [service(httpd, { virtualHosts: [{ name: 'web', root: '/srv/www' }] })],
  }),
})

export default deployment({ name: 'cloud' }, [web])
