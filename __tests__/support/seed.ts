import { randomInt } from 'node:crypto'

/** What decides which of many points a test strikes; whoever uses it prints it. DROVER_SEED repeats a run that was seen once. */
export const seed = Number(process.env.DROVER_SEED) || randomInt(1, 2 ** 31)
