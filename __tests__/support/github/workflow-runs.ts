import { notFound, type Operation, ok } from './answer'
import { page } from './pages'
import { repositoryNamed } from './repository'
import { objectOf } from './sample'
import type { WorkflowRun, World } from './world'

/** The newest first. `status` asks for a conclusion as well, as GitHub has it. */
export const listWorkflowRuns: Operation = (request, world) => {
  const { event, branch, status, head_sha: sha } = request.query
  const found = world.workflowRuns
    .filter(run => run.workflow === request.params.workflow_id)
    .filter(run => (event ?? run.event) === run.event && (branch ?? run.branch) === run.branch)
    .filter(
      run => (sha ?? run.sha) === run.sha && (status === undefined || [run.status, run.conclusion].includes(status)),
    )
    .toReversed()
  return page(request, found, runs => ({
    total_count: found.length,
    workflow_runs: runs.map(run => shown(run, world)),
  }))
}

export const getWorkflowRun: Operation = ({ params }, world) => {
  const run = world.workflowRuns.find(({ id }) => String(id) === params.run_id)
  return run === undefined ? notFound : ok(shown(run, world))
}

function shown(run: WorkflowRun, world: World) {
  const repository = repositoryNamed('minimal-repository', `${world.owner}/${world.name}`)
  return objectOf('workflow-run', {
    id: run.id,
    path: `.github/workflows/${run.workflow}`,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.branch,
    head_sha: run.sha,
    created_at: run.at,
    updated_at: run.at,
    run_started_at: run.at,
    html_url: `https://github.com/${world.owner}/${world.name}/actions/runs/${run.id}`,
    repository,
    head_repository: repository,
  })
}
