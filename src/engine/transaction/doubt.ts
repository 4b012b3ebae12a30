import type { Sick } from '../../failure'

/** Why a machine was not confirmed though all its steps were done. */
export type Doubt =
  | { readonly doubt: 'unhealthy'; readonly sick: readonly Sick[] }
  | { readonly doubt: 'locked-out'; readonly message: string }
  | { readonly doubt: 'cancelled' }
  /** It was well, and goes back because another machine of the same deployment failed. */
  | { readonly doubt: 'others'; readonly machine: string }

/** In words, for the machine's own state. */
export function why(doubt: Doubt): string {
  switch (doubt.doubt) {
    case 'unhealthy':
      return `it was not well: ${doubt.sick[0]?.message ?? ''}`
    case 'locked-out':
      return `no new connection could be made: ${doubt.message}`
    case 'cancelled':
      return 'the run was cancelled'
    case 'others':
      return `another machine of the deployment failed: ${doubt.machine}`
  }
}
