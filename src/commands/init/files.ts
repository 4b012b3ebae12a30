/** What `drover init` writes as deploy.ts: valid as it is, and harmless, because no machine has this host key. */
export const firstDeployment = `/// <reference path="./drover.d.ts" />
// What your machines are to be. “drover plan” says what would change; a push to main deploys it.
import { deployment, machine, managedHost, system } from 'drover'

const web = machine({
  name: 'web',
  environment: managedHost({
    host: 'web.example.org',
    // On the machine itself “ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub” shows it. Nothing is done to a machine that
    // has another key.
    hostKey: 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  }),
  system: system({
    packages: ['nginx'],
    files: [{ path: '/var/www/html/index.html', content: '<h1>Hello from Drover</h1>\\n' }],
  }),
})

export default deployment([web])
`

/** The same in YAML: what it writes as deploy.yml. */
export const firstYaml = `# yaml-language-server: $schema=./drover.schema.json
# What your machines are to be. “drover plan” says what would change; a push to main deploys it.
machines:
  - name: web
    environment:
      type: managed-host
      host: web.example.org
      # On the machine itself “ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub” shows it. Nothing is done to a machine that
      # has another key.
      hostKey: SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    system:
      packages: [nginx]
      files:
        - path: /var/www/html/index.html
          content: |
            <h1>Hello from Drover</h1>
`

/** What it writes as the workflow; `folder` is that of the deployment file, from the repository's root. */
export const firstWorkflow = (folder: string): string => `# A push to main, as a merged pull request is one, deploys.
name: Deploy
on:
  push:
    branches: [main]

# One run at a time, in order: a deployment is never cancelled half way, and none that waits is dropped for a newer one.
concurrency:
  group: deploy-production
  cancel-in-progress: false
  queue: max

permissions: {}

jobs:
  deploy:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
      # The check run on the commit. Without it the job's own annotations are all there is.
      checks: write
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      # Replace OWNER/drover and COMMIT: the full SHA of the release that you read, with its tag as the comment.
      - uses: OWNER/drover@COMMIT # v0.1.0
        with:
          ssh-key: \${{ secrets.DEPLOY_SSH_KEY }}
${folder === '' ? '' : `          working-directory: ${JSON.stringify(folder)}\n`}`
