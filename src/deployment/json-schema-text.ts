import { deploymentJsonSchema } from './json-schema'
import { knownTypes } from './known-types'

/** The text of schema/deployment.json. */
export const deploymentJsonSchemaText = (): string =>
  `${JSON.stringify(deploymentJsonSchema(knownTypes), undefined, 2)}\n`
