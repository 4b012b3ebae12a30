import { file } from './file'
import type { AnyKind } from './kind'

/**
 * The kinds that are built in, one line each. By rank the machine's name comes first (5), then packages (10), the time zone
 * (15), groups (20), users (30), folders (40), trees (45), files and links (50), sysctl (60), units (80) and hooks (90).
 */
const builtIn: readonly AnyKind[] = [file]

/** By name. */
export const resourceKinds: ReadonlyMap<string, AnyKind> = new Map(builtIn.map(kind => [kind.name, kind]))
