import { z } from 'zod'
import { checkSchema } from '../resources/check-schema'
import { systemFieldsSchema } from '../system/system-schema'
import { jsonPattern } from './json-pattern'
import type { KnownTypes } from './known-types'
import { deploymentShape, machineName, machineShape } from './machine-schema'

type JsonSchema = Record<string, unknown>

/** For editors: the JSON Schema of a deployment file in YAML or JSON, made of the very schemas that check it. */
export function deploymentJsonSchema({ environments, services }: KnownTypes): JsonSchema {
  const machine = objectOf(z.strictObject(machineShape))
  const system = objectOf(systemFieldsSchema)
  const deployment = objectOf(z.strictObject(deploymentShape))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A deployment file of Drover',
    ...deployment,
    properties: {
      $schema: { type: 'string', description: 'For editors: where this schema lies' },
      ...deployment.properties,
      accounts: {
        type: 'array',
        items: { $ref: '#/$defs/account' },
        description:
          'Accounts in which no machine is declared any more, and in which what the deployment made is still looked for',
      },
      machines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/machine' } },
    },
    patternProperties: { '^x-': { description: 'For values that several machines take by an alias' } },
    required: ['machines'],
    $defs: {
      machine: {
        ...machine,
        properties: {
          ...machine.properties,
          environment: { $ref: '#/$defs/environment' },
          system: { $ref: '#/$defs/system' },
          after: { type: 'array', items: plain(machineName) },
        },
        required: [...machine.required, 'environment', 'system'],
      },
      environment: {
        anyOf: [...environments].flatMap(([name, type]) => typed(name, type.description, type.config)),
      },
      system: {
        ...system,
        properties: {
          ...system.properties,
          services: { type: 'array', items: { $ref: '#/$defs/service' } },
          healthChecks: { type: 'array', items: plain(checkSchema) },
        },
      },
      account: {
        anyOf: [...environments].flatMap(([name, { accountConfig }]) =>
          accountConfig === undefined ? [] : typed(name, 'Whose account it is', accountConfig),
        ),
      },
      service: {
        anyOf: [...services].flatMap(([name, type]) => typed(name, type.description, type.config)),
      },
    },
  }
}

/** The schema of a value that stands beside the name of its type. */
function typed(name: string, description: string, config: z.ZodType = z.strictObject({})): readonly JsonSchema[] {
  return options(plain(config)).map(option => ({
    ...option,
    type: 'object',
    description,
    properties: { type: { const: name, description }, ...recordOf(option.properties) },
    required: ['type', ...requiredOf(option)],
  }))
}

function options(schema: JsonSchema): readonly JsonSchema[] {
  const found = schema.anyOf ?? schema.oneOf
  return Array.isArray(found) ? found.flatMap((option: unknown) => options(recordOf(option))) : [schema]
}

function plain(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema, zodSchema }) => {
      const patterns = patternsOf(zodSchema)
      for (const place of [jsonSchema, ...(jsonSchema.allOf ?? [])]) {
        const pattern = patterns.get(place.pattern ?? '')
        if (pattern !== undefined) place.pattern = jsonPattern(pattern)
      }
      // Names of zod's own, as starts_with: the pattern beside it says it to everybody.
      if (jsonSchema.pattern !== undefined || jsonSchema.allOf !== undefined) delete jsonSchema.format
    },
  })
  const { $schema: _, '~standard': __, ...rest } = recordOf(made)
  return rest
}

/** The regular expressions that a schema holds a text to, by their texts. */
const patternsOf = (schema: z.core.$ZodType): ReadonlyMap<string, RegExp> =>
  new Map(
    (schema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) =>
      'pattern' in def && def.pattern instanceof RegExp ? [[def.pattern.source, def.pattern] as const] : [],
    ),
  )

function objectOf(schema: z.ZodType): { readonly properties: JsonSchema; readonly required: readonly unknown[] } {
  const made = plain(schema)
  return { ...made, properties: recordOf(made.properties), required: requiredOf(made) }
}

const requiredOf = ({ required }: JsonSchema): readonly unknown[] => (Array.isArray(required) ? required : [])

const recordOf = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
