import type { AnyServiceType } from '../system/service'
import { httpd } from './httpd'
import { notice } from './notice'
import { openssh } from './openssh'
import { webApp } from './web-app'

const builtIn: readonly AnyServiceType[] = [httpd, notice, openssh, webApp]

/** The service types that are built in, by the name that the YAML form knows them by. */
export const serviceTypes: ReadonlyMap<string, AnyServiceType> = new Map(builtIn.map(type => [type.name, type]))
