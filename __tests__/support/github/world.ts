/** What a repository on GitHub holds, as far as Drover asks for it. Tests read it, and put into it what is there before. */
export class World {
  readonly pulls: Pull[] = []
  readonly issues: Issue[] = []
  readonly comments: Comment[] = []
  readonly checkRuns: CheckRun[] = []
  readonly deployments: Deployment[] = []
  readonly workflowRuns: WorkflowRun[] = []
  readonly branches: Branch[] = [{ name: 'main', sha: 'f'.repeat(40), protected: true }]
  /** How a head stands to a base, by `base...head` of commits. */
  readonly comparisons = new Map<string, 'ahead' | 'behind' | 'diverged' | 'identical'>()
  private last = 1000

  constructor(
    readonly owner: string,
    readonly name: string,
  ) {}

  /** A number that nothing else has. */
  id(): number {
    return ++this.last
  }

  /** The one that had its number until now is as this says. */
  pull(pull: Partial<Pull> & Pick<Pull, 'number' | 'head'>): Pull {
    const whole: Pull = {
      title: '',
      state: 'open',
      merged: false,
      author: 'ada',
      base: { ref: 'main', sha: 'f'.repeat(40) },
      ...pull,
    }
    const before = this.pulls.findIndex(({ number }) => number === whole.number)
    this.pulls.splice(before === -1 ? this.pulls.length : before, 1, whole)
    return whole
  }

  comment(comment: Pick<Comment, 'issue' | 'body'> & Partial<Comment>): Comment {
    const whole: Comment = { id: this.id(), author: bot, createdAt: now(), updatedAt: now(), ...comment }
    this.comments.push(whole)
    return whole
  }

  issue(issue: Pick<Issue, 'title'> & Partial<Issue>): Issue {
    const whole: Issue = {
      number: this.id(),
      body: '',
      state: 'open',
      reason: null,
      labels: [],
      author: bot,
      createdAt: now(),
      ...issue,
    }
    this.issues.push(whole)
    return whole
  }

  workflowRun(run: Pick<WorkflowRun, 'workflow'> & Partial<WorkflowRun>): WorkflowRun {
    const whole: WorkflowRun = {
      id: this.id(),
      event: 'schedule',
      status: 'completed',
      conclusion: 'success',
      branch: 'main',
      sha: 'f'.repeat(40),
      at: now(),
      ...run,
    }
    this.workflowRuns.push(whole)
    return whole
  }
}

/** Whom GITHUB_TOKEN of a workflow acts as. */
export const bot = 'github-actions[bot]'

/** A time as GitHub writes it: without fractions of a second. */
export const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z')

export interface Pull {
  readonly number: number
  readonly title: string
  state: 'open' | 'closed'
  readonly merged: boolean
  /** The commit that it was merged as. */
  readonly mergedAs?: string
  readonly author: string
  /** `repository` where it is not this one, as of a fork; null where the fork was deleted. */
  readonly head: { readonly ref: string; readonly sha: string; readonly repository?: string | null }
  readonly base: { readonly ref: string; readonly sha: string }
}

export interface Issue {
  readonly number: number
  title: string
  body: string
  state: 'open' | 'closed'
  reason: string | null
  labels: readonly string[]
  readonly author: string
  readonly createdAt: string
}

export interface Comment {
  readonly id: number
  /** The number of the issue or the pull request. */
  readonly issue: number
  body: string
  readonly author: string
  readonly createdAt: string
  updatedAt: string
}

export interface CheckRun {
  readonly id: number
  name: string
  readonly sha: string
  status: string
  conclusion: string | null
  detailsUrl: string | null
  externalId: string | null
  startedAt: string
  completedAt: string | null
  title: string | null
  summary: string | null
  text: string | null
  readonly annotations: Annotation[]
  /** Who made it. */
  readonly app: string
}

export interface Annotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number | undefined
  readonly end_column?: number | undefined
  readonly annotation_level: string
  readonly message: string
  readonly title?: string | undefined
  readonly raw_details?: string | undefined
}

export interface Deployment {
  readonly id: number
  readonly ref: string
  readonly sha: string
  readonly task: string
  readonly environment: string
  readonly description: string | null
  readonly payload: Readonly<Record<string, unknown>> | string
  readonly transient: boolean
  readonly production: boolean
  readonly createdAt: string
  readonly statuses: DeploymentStatus[]
}

export interface DeploymentStatus {
  readonly id: number
  readonly state: string
  readonly description: string
  readonly environmentUrl: string
  readonly logUrl: string
  readonly createdAt: string
}

export interface WorkflowRun {
  readonly id: number
  /** The file's name below .github/workflows. */
  readonly workflow: string
  readonly event: string
  readonly status: string
  readonly conclusion: string | null
  readonly branch: string
  readonly sha: string
  readonly at: string
}

export interface Branch {
  readonly name: string
  readonly sha: string
  readonly protected: boolean
}
