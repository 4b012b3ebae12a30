import { compareOnGitHub, type GitHub, type Relation } from './compare-on-github'
import { git } from './git'

/** How a commit that is to be deployed stands to the one that runs. `why`: what kept it from being known. */
export interface Descent {
  readonly relation: Relation | 'unknown'
  readonly why?: string
}

export interface History {
  readonly root: string
  /** The commit that is to be deployed. */
  readonly sha: string
  /** Asked where the clone does not hold all that it takes, as a shallow one; undefined where there is no token for it. */
  readonly github?: GitHub | undefined
  readonly signal: AbortSignal
}

/** Tells of each commit that runs somewhere how the one that is to be deployed stands to it; each is looked up once. */
export function descentIn(history: History): (running: string) => Promise<Descent> {
  const known = new Map<string, Promise<Descent>>()
  return running => {
    const descent = known.get(running) ?? descentOf(running, history)
    known.set(running, descent)
    return descent
  }
}

async function descentOf(running: string, { root, sha, github, signal }: History): Promise<Descent> {
  if (running === sha) return { relation: 'equal' }
  if (!/^[0-9a-f]{40,64}$/.test(running)) return { relation: 'unknown', why: `“${running}” is no commit` }
  const held = await holds(root, running)
  const base = held ? await git(root, 'merge-base', running, sha).catch(() => '') : ''
  if (base === running) return { relation: 'ahead' }
  if (base === sha) return { relation: 'behind' }
  // Of a shallow clone that says nothing: the history that it would be found in is not there.
  const shallow = (await git(root, 'rev-parse', '--is-shallow-repository').catch(() => '')) === 'true'
  if (held && !shallow) return { relation: 'diverged' }
  const here = shallow
    ? `the clone is shallow (say “fetch-depth: 0” in the step of actions/checkout)`
    : `this clone does not hold ${running.slice(0, 12)} (git fetch)`
  if (!github) return { relation: 'unknown', why: `${here}, and there is no token to ask GitHub with` }
  const told = await compareOnGitHub(github, running, sha, signal)
  return 'relation' in told ? told : { relation: 'unknown', why: `${here}, and GitHub ${told.why}` }
}

const holds = (root: string, sha: string): Promise<boolean> =>
  git(root, 'rev-parse', '--quiet', '--verify', '--end-of-options', `${sha}^{commit}`).then(
    () => true,
    () => false,
  )
