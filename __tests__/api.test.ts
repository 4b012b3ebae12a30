import * as api from '../src/api'
import { environmentTypes } from '../src/environments/registry'
import { resourceKinds } from '../src/resources/registry'
import { serviceTypes } from '../src/services/registry'

const exported: readonly unknown[] = Object.values(api)

test('every built-in service type, environment type and kind can be imported by a deployment file', () => {
  for (const type of serviceTypes.values()) expect(exported).toContain(type)
  for (const type of Object.values(environmentTypes)) expect(exported).toContain(type)
  for (const kind of resourceKinds.values()) expect(exported).toContain(kind)
})

test('every name can be imported by name', () => {
  for (const name of Object.keys(api)) expect(() => new Function(`const { ${name} } = {}`)).not.toThrow()
  expect(Object.values(api)).not.toContain(undefined)
})
