import { type Service, service } from '../system/service'
import { notice } from './notice'

/** What a system gets where it lists no services. Whoever lists some adds these by `...baseServices`, or leaves them out. */
export const baseServices: readonly Service[] = [service(notice)]
