import { checkKind } from './check'
import { directory } from './directory'
import { file } from './file'
import { groupKind } from './group'
import { hookKind } from './hook'
import { hostname } from './hostname'
import type { AnyKind } from './kind'
import { packageKind } from './package'
import { port } from './port'
import { symlink } from './symlink'
import { sysctl } from './sysctl'
import { timezone } from './timezone'
import { tree } from './tree'
import { unitKind } from './unit'
import { userKind } from './user'

/**
 * The kinds that are built in, one line each. By rank the machine's name comes first (5), then packages (10), the time zone
 * (15), groups (20), users (30), folders (40), trees (45), files and links (50), sysctl (60), units (80) and hooks (90);
 * checks (100) have no step.
 */
const builtIn: readonly AnyKind[] = [
  directory,
  file,
  symlink,
  tree,
  sysctl,
  hostname,
  timezone,
  port,
  packageKind,
  groupKind,
  userKind,
  unitKind,
  hookKind,
  checkKind,
]

/** By name. */
export const resourceKinds: ReadonlyMap<string, AnyKind> = new Map(builtIn.map(kind => [kind.name, kind]))
