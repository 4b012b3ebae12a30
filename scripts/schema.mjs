// Writes schema/deployment.json, for editors, from the schemas that check a deployment file in YAML or JSON.
// `node scripts/schema.mjs [file]` writes to another file.
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { root, withSources } from './compiled.mjs'

const out = resolve(process.argv[2] ?? join(root, 'schema/deployment.json'))
await withSources(async source => writeFile(out, source('deployment/json-schema-text').deploymentJsonSchemaText()))
