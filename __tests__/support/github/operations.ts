import type { Operation } from './answer'
import { createCheckRun, getCheckRun, listAnnotations, listCheckRuns, updateCheckRun } from './checks'
import { createComment, deleteComment, listComments, updateComment } from './comments'
import {
  createDeployment,
  createStatus,
  deleteDeployment,
  getDeployment,
  listDeployments,
  listStatuses,
} from './deployments'
import { createIssue, listIssues, updateIssue } from './issues'
import { getPull, listPulls, listPullsOfCommit } from './pulls'
import { branchesWhereHead, compare, getRepository, listBranches } from './repository'
import { getWorkflowRun, listWorkflowRuns } from './workflow-runs'

/** What the emulator does, by GitHub's own names: each of them is described in openapi.json. */
export const operations: Readonly<Record<string, Operation>> = {
  'actions/get-workflow-run': getWorkflowRun,
  'actions/list-workflow-runs': listWorkflowRuns,
  'checks/create': createCheckRun,
  'checks/get': getCheckRun,
  'checks/list-annotations': listAnnotations,
  'checks/list-for-ref': listCheckRuns,
  'checks/update': updateCheckRun,
  'issues/create': createIssue,
  'issues/create-comment': createComment,
  'issues/delete-comment': deleteComment,
  'issues/list-comments': listComments,
  'issues/list-for-repo': listIssues,
  'issues/update': updateIssue,
  'issues/update-comment': updateComment,
  'pulls/get': getPull,
  'pulls/list': listPulls,
  'repos/compare-commits-with-basehead': compare,
  'repos/create-deployment': createDeployment,
  'repos/create-deployment-status': createStatus,
  'repos/delete-deployment': deleteDeployment,
  'repos/get': getRepository,
  'repos/get-deployment': getDeployment,
  'repos/list-branches': listBranches,
  'repos/list-branches-for-head-commit': branchesWhereHead,
  'repos/list-deployment-statuses': listStatuses,
  'repos/list-deployments': listDeployments,
  'repos/list-pull-requests-associated-with-commit': listPullsOfCommit,
}
