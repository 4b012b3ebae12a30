import { z } from 'zod'
import { ownerOf } from '../system/deployed'
import { files } from '../system/files'
import { serviceType } from '../system/service'

const config = z.strictObject({
  text: z
    .string()
    .optional()
    .describe('What is said. Left out: which deployment drives the machine, and what that means for changes by hand.'),
})

/**
 * Tells whoever logs in who looks after the machine, by PAM's folder of messages: in a file of the deployment's own, because
 * several may look after one machine.
 */
export const notice = serviceType({
  name: 'notice',
  description: 'A line for whoever logs in: this machine is driven by Drover',
  config,
  defaultValue: {},
  extensions: contribute => [
    contribute(files, ({ text }, self) => [
      { path: `/etc/motd.d/drover-${ownerOf(self)}`, content: `${text ?? standard(self)}\n` },
    ]),
  ],
})

const standard = ({ deployment, stage }: { readonly deployment: string; readonly stage: string }): string =>
  `This machine is driven by Drover (${deployment}, ${stage}): changes made by hand are put back at the next deployment.`
