import { z } from 'zod'
import { created, failure, notFound, type Operation, ok } from './answer'
import { statusOverLimit } from './limits'
import { page } from './pages'
import { objectOf } from './sample'
import { userNamed } from './users'
import { bot, type Deployment, type DeploymentStatus, now, type World } from './world'

const Asked = z.object({
  ref: z.string(),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).optional(),
  payload: z.union([z.record(z.string(), z.unknown()), z.string()]).default(''),
  environment: z.string().default('production'),
  description: z.string().nullable().default(''),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
})

/**
 * Refused while a check of the commit has not succeeded, unless `required_contexts: []`; and a branch that is behind the
 * default branch gets that merged into it, in place of a deployment, unless `auto_merge: false`.
 */
export const createDeployment: Operation = ({ body }, world) => {
  const asked = Asked.parse(body)
  const branch = world.branches.find(({ name }) => name === asked.ref)
  const sha = branch?.sha ?? asked.ref
  if (branch === undefined && !/^[0-9a-f]{40}$/.test(sha)) return failure(422, `No ref found for: ${asked.ref}`)
  const checks = world.checkRuns.filter(run => run.sha === sha && (asked.required_contexts?.includes(run.name) ?? true))
  if (checks.some(({ conclusion }) => conclusion !== 'success'))
    return failure(409, `Conflict: Commit status checks failed for ${asked.ref}.`)
  const behind = world.comparisons.get(`main...${asked.ref}`)
  if (asked.auto_merge && (behind === 'behind' || behind === 'diverged'))
    return { status: 202, body: { message: `Auto-merged main into ${asked.ref} on deployment.` } }
  const deployment: Deployment = {
    id: world.id(),
    ref: asked.ref,
    sha,
    task: asked.task,
    environment: asked.environment,
    description: asked.description,
    payload: asked.payload,
    transient: asked.transient_environment,
    production: asked.production_environment ?? asked.environment === 'production',
    createdAt: now(),
    statuses: [],
  }
  world.deployments.push(deployment)
  return created(shown(deployment))
}

export const listDeployments: Operation = (request, world) => {
  const found = world.deployments
    .filter(deployment =>
      (['sha', 'ref', 'task', 'environment'] as const).every(
        name => request.query[name] === undefined || request.query[name] === deployment[name],
      ),
    )
    .toReversed()
  return page(request, found, deployments => deployments.map(shown))
}

export const getDeployment: Operation = ({ params }, world) => {
  const deployment = deploymentOf(world, params.deployment_id)
  return deployment === undefined ? notFound : ok(shown(deployment))
}

/** Only one that is not active can be deleted, unless it is the only one. */
export const deleteDeployment: Operation = ({ params }, world) => {
  const deployment = deploymentOf(world, params.deployment_id)
  if (deployment === undefined) return notFound
  if (world.deployments.length > 1 && deployment.statuses.at(-1)?.state !== 'inactive')
    return failure(
      422,
      'We cannot delete an active deployment unless it is the only deployment in a given environment.',
    )
  world.deployments.splice(world.deployments.indexOf(deployment), 1)
  return { status: 204 }
}

const StatusAsked = z.object({
  state: z.string(),
  description: z.string().default(''),
  environment_url: z.string().default(''),
  log_url: z.string().default(''),
  auto_inactive: z.boolean().default(true),
})

/** A success makes the earlier deployments of the environment inactive, those of passing and of production environments not. */
export const createStatus: Operation = ({ params, body }, world) => {
  const deployment = deploymentOf(world, params.deployment_id)
  if (deployment === undefined) return notFound
  const asked = StatusAsked.parse(body)
  const over = statusOverLimit(asked.description)
  if (over !== undefined) return over
  if (asked.state === 'success' && asked.auto_inactive)
    for (const other of world.deployments)
      if (other !== deployment && other.environment === deployment.environment && !other.transient && !other.production)
        other.statuses.push(statusOf(world, 'inactive'))
  const status = statusOf(world, asked.state, asked.description, asked.environment_url, asked.log_url)
  deployment.statuses.push(status)
  return created(statusShown(deployment, status))
}

/** The newest first. */
export const listStatuses: Operation = (request, world) => {
  const deployment = deploymentOf(world, request.params.deployment_id)
  if (deployment === undefined) return notFound
  return page(request, deployment.statuses.toReversed(), statuses =>
    statuses.map(status => statusShown(deployment, status)),
  )
}

const deploymentOf = (world: World, id: string | undefined) => world.deployments.find(entry => String(entry.id) === id)

const statusOf = (
  world: World,
  state: string,
  description = '',
  environmentUrl = '',
  logUrl = '',
): DeploymentStatus => ({
  id: world.id(),
  state,
  description,
  environmentUrl,
  logUrl,
  createdAt: now(),
})

const shown = (deployment: Deployment) =>
  objectOf('deployment', {
    id: deployment.id,
    ref: deployment.ref,
    sha: deployment.sha,
    task: deployment.task,
    environment: deployment.environment,
    original_environment: deployment.environment,
    description: deployment.description,
    payload: deployment.payload,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    creator: userNamed(bot),
    created_at: deployment.createdAt,
  })

const statusShown = ({ environment }: Deployment, status: DeploymentStatus) =>
  objectOf('deployment-status', {
    id: status.id,
    state: status.state,
    description: status.description,
    environment,
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    target_url: status.logUrl,
    creator: userNamed(bot),
    created_at: status.createdAt,
  })
