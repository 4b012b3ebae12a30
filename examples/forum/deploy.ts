// A forum on four servers, and a balancer that shares the requests among them.
import { addressOf, container, deployment, httpd, machine, service, system, text, webApp } from 'drover'

const port = 8080

const forum = (n: number) =>
  machine({
    name: `forum-${n}`,
    environment: container({}),
    system: system({
      hostName: `forum-server-${n}`,
      services: [
        service(webApp, {
          name: 'forum',
          source: './forum',
          run: 'node server.js',
          port,
          packages: ['nodejs'],
          healthCheck: { path: '/health' },
        }),
      ],
    }),
  })

const forums = [1, 2, 3, 4].map(forum)

const balancer = machine({
  name: 'balancer',
  environment: container({}),
  after: forums,
  system: system({
    hostName: 'balancer',
    services: [service(httpd, { balancer: { members: forums.map(each => text`http://${addressOf(each)}:${port}`) } })],
  }),
})

export default deployment({ name: 'forum' }, [balancer, ...forums])
