import { deploymentJsonSchemaText } from '../../deployment/json-schema-text'
import { firstDeployment, firstYaml } from './files'

/** How a deployment file may be written, and what an editor needs to complete it. */
export interface Form {
  readonly file: string
  readonly first: string
  /** The file for the editor, its text, and how it begins: what begins otherwise was not written by Drover. */
  readonly help: string
  readonly text: () => string
  readonly begins: string
  /** What the deployment file has as its first line. */
  readonly line: string
}

/** A program. `types` is the text of drover.d.ts, which the bundle brings along. */
export const program = (types: () => string): Form => ({
  file: 'deploy.ts',
  first: firstDeployment,
  help: 'drover.d.ts',
  text: types,
  begins: '// The types of what a deployment file imports from',
  line: '/// <reference path="./drover.d.ts" />',
})

export const yaml: Form = {
  file: 'deploy.yml',
  first: firstYaml,
  help: 'drover.schema.json',
  text: deploymentJsonSchemaText,
  begins: '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "title": "A deployment file of Drover"',
  line: '# yaml-language-server: $schema=./drover.schema.json',
}
