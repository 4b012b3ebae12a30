import { container } from '../../src/environments/container'

// Arguments: cache folder, machine. Makes the machine's container and says how far it is, a line each.
const [cache = '', machine = ''] = process.argv.slice(3)
const { type } = container
const wish = type.config.parse({ cache })
const whose = { machine, deployment: 'drover-test', stage: 'test' }
type
  .realise?.(
    wish,
    { action: 'create', summary: '', price: null },
    {
      ...whose,
      connect: () => Promise.reject(new Error('this process only makes containers')),
      progress: message => process.stdout.write(`${message}\n`),
      signal: new AbortController().signal,
      publicKeys: [],
      mask: () => {},
      secret: () => '',
    },
  )
  .then(() => process.stdout.write('made\n'))
