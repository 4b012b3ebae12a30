import { z } from 'zod'
import { packageKind } from '../resources/package'
import { asKind, foundation } from './foundation'
import { after } from './ids'

/** A package's name, or one with a version; `latest` upgrades, no version means installed at whichever. */
export const packageItem = z
  .union([z.string(), z.strictObject({ name: z.string(), version: z.string().optional(), after })])
  .superRefine((item, context) => asKind(packageKind)(wantOf(item), context))

/** The packages that are installed. The same one may be asked for more than once, at one version. */
export const packages = foundation({
  name: 'packages',
  description: "Packages of the machine's package manager",
  item: packageItem,
  resources: (item, origin) => [
    { kind: packageKind, want: wantOf(item), after: typeof item === 'string' ? [] : (item.after ?? []), origin },
  ],
})

const wantOf = (item: string | { readonly name: string; readonly version?: string | undefined }) =>
  typeof item === 'string'
    ? { name: item }
    : { name: item.name, ...(item.version === undefined ? {} : { version: item.version }) }
