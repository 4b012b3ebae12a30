import { z } from 'zod'
import { files } from '../system/files'
import { serviceType } from '../system/service'

const config = z.strictObject({
  text: z
    .string()
    .default('This machine is driven by Drover: changes made by hand are put back at the next deployment.')
    .describe('What is said.'),
})

/** Tells whoever logs in who looks after the machine, by PAM's folder of messages. */
export const notice = serviceType({
  name: 'notice',
  description: 'A line for whoever logs in: this machine is driven by Drover',
  config,
  defaultValue: {},
  extensions: contribute => [contribute(files, ({ text }) => [{ path: '/etc/motd.d/drover', content: `${text}\n` }])],
})
