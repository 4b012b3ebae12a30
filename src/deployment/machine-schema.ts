import { z } from 'zod'
import type { Account, Environment } from '../environments/environment'
import { isSystem, type System } from '../system/system'
import { describe } from './describe'
import { spanText } from './duration'
import { Machine } from './machine'
import { rolloutShape } from './rollout-schema'

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'

export const machineName = z
  .string()
  .max(253)
  .regex(
    new RegExp(`^${label}(\\.${label})*$`),
    'expected a name of lower-case letters, digits, dots and dashes, as a host has one',
  )

const expected = (what: string) => ({
  error: ({ input }: { input?: unknown }) => `expected ${what}, got ${describe(input)}`,
})

/** What stands in a machine beside its environment and system; the same in every form of a deployment file. */
export const machineShape = {
  name: machineName,
  labels: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected a label of letters, digits, dots, dashes and underscores'),
    )
    .optional(),
  reboot: z
    .enum(['when-needed', 'never'])
    .optional()
    .describe(
      'Whether a deployment that brings what only a reboot makes work, as a kernel, reboots the machine, before it is confirmed. Left out: never; then it is said.',
    ),
}

/** A machine as a program declares it. */
export const machineSchema = z.strictObject({
  ...machineShape,
  environment: z.custom<Environment>(isEnvironment, expected('an environment, as managedHost({ … }) makes one')),
  system: z.custom<System>(isSystem, expected('what system() returns')),
  after: z
    .array(
      z
        .custom<Machine | string>(
          item => item instanceof Machine || typeof item === 'string',
          expected("what machine() returns, or a machine's name"),
        )
        .transform(item => (typeof item === 'string' ? item : item.name)),
    )
    .optional(),
})

/** Whatever was written, whether its type came from Drover or from the user. */
export function isEnvironment(value: unknown): value is Environment {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('config' in value)) return false
  const { type } = value
  return typeof type === 'object' && type !== null && 'reach' in type && 'config' in type
}

function isAccount(value: unknown): value is Account {
  if (typeof value !== 'object' || value === null || !('accountOf' in value) || !('config' in value)) return false
  const { accountOf } = value
  return typeof accountOf === 'object' && accountOf !== null && 'list' in accountOf
}

/** A deployment's own name: it becomes a folder's name on the machines. */
export const deploymentName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'expected a name of letters, digits, dots, dashes, underscores and slashes')

export const onFailureSchema = z
  .enum(['undo-all', 'undo-machine', 'stop'])
  .describe(
    'When a machine fails: undo all of them (they are then one transaction), only this one (the others go on), or this one and begin no other.',
  )

const keepSchema = z
  .strictObject({
    generations: z.int().min(2).max(10_000).exactOptional(),
    days: z.int().min(1).max(36_500).exactOptional(),
  })
  .describe(
    'What a machine keeps to go back to: at most so many generations (10 where nothing is said), and none older than so many days.',
  )

const stagePattern = z
  .string()
  .regex(/^[A-Za-z0-9*][A-Za-z0-9._*-]*$/, 'expected the name of a stage, or a glob, as release-*')

/** The same in every form of a deployment file. */
export const deploymentShape = {
  name: deploymentName.exactOptional(),
  onFailure: onFailureSchema.exactOptional(),
  ...rolloutShape,
  keep: keepSchema.exactOptional(),
  allowDowngrade: z
    .boolean()
    .exactOptional()
    .describe('Also a commit that does not descend from the one that runs: an older one, or another branch’s.'),
  ttl: spanText
    .exactOptional()
    .describe(
      'How long after its last deployment a stage that is not protected may stand before “sweep” takes it down, as 3d.',
    ),
  prune: z
    .boolean()
    .exactOptional()
    .describe('What the deployment made for machines that it no longer names is destroyed at the end of a deployment.'),
  protect: z
    .array(stagePattern)
    .exactOptional()
    .describe('Stages that “destroy” refuses, also as globs (release-*). Where nothing is said: production.'),
  url: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'expected an address that begins with https:// or http://')
    .exactOptional()
    .describe('Where what is deployed can be looked at; {stage} in it stands for the stage.'),
  allowIrreversible: z.boolean().exactOptional().describe('Also what nobody can undo when something fails, as a hook.'),
}

/** What stands in a deployment beside its machines, as a program declares it. */
export const deploymentOptions = z.strictObject({
  ...deploymentShape,
  accounts: z
    .array(z.custom<Account>(isAccount, expected('an account, as hetzner.account({ … }) makes one')))
    .exactOptional(),
})
