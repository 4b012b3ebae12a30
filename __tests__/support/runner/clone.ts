import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFiles } from '../deployment-child'
import type { GitHubEvent } from './github-event'
import { payloads } from './payloads'

/** A work tree as actions/checkout leaves it, of a repository whose commits a test makes. */
export class Clone {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'drover-clone-')))

  constructor() {
    this.git('init', '-q', '-b', 'master')
  }

  /** Commits these files on top of a commit, whose others stay; the new one is checked out. */
  commit(files: Readonly<Record<string, string>>, onto?: string): string {
    if (onto !== undefined) this.checkout(onto)
    writeFiles(this.folder, files)
    this.git('add', '-A')
    this.git('commit', '-q', '-m', Object.keys(files).join(' '))
    return this.git('rev-parse', 'HEAD')
  }

  /** Makes and checks out what GitHub makes for the run of a pull request, and when it is merged. */
  merge(base: string, head: string): string {
    this.checkout(base)
    this.git('merge', '-q', '--no-ff', '-m', `Merge ${head} into ${base}`, head)
    return this.git('rev-parse', 'HEAD')
  }

  checkout(commit: string): void {
    this.git('checkout', '-q', '--force', '--detach', commit)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private git(...words: readonly string[]): string {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@t']
    return execFileSync('git', ['-C', this.folder, ...who, ...words], { encoding: 'utf8' }).trim()
  }
}

const Pull = z.looseObject({ head: z.looseObject({}), base: z.looseObject({}) })
const Pulled = z.looseObject({ pull_request: Pull, sender: z.looseObject({}) })

/** Which commits a pull request is about: a real payload names those of GitHub's own example. */
export interface PullCommits {
  readonly number: number
  readonly head: string
  readonly base: string
  readonly merge: string
}

/** A real payload of a pull request, with these commits in the place of its own. `by`: who caused it, else as it is. */
export function pullOf(event: GitHubEvent, { number, head, base, merge }: PullCommits, by?: string): GitHubEvent {
  const { pull_request: pull, sender, ...rest } = Pulled.parse(event.payload)
  return {
    ...event,
    payload: {
      ...rest,
      number,
      ...('after' in rest ? { after: head } : {}),
      sender: { ...sender, ...(by === undefined ? {} : { login: by }) },
      pull_request: {
        ...pull,
        number,
        head: { ...pull.head, sha: head },
        base: { ...pull.base, sha: base },
        merge_commit_sha: merge,
      },
    },
  }
}

/** A real payload of a push to the main branch, which this commit is the newest of now. */
export const pushOf = (commit: string): GitHubEvent => ({
  ...payloads.push,
  payload: { ...z.looseObject({}).parse(payloads.push.payload), after: commit },
})
