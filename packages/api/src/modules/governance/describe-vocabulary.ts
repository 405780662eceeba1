/** The vocabulary as data: read from the schemas that have a name, and from the catalogues. */
import { components, events, problems, roles, scopes } from '@agencyops/schema'
import { z } from 'zod'

/** What is read of a JSON schema. */
interface JsonSchema {
  $ref?: string
  type?: string | string[]
  description?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  'x-changed-by'?: Record<string, string>
}

export function describeVocabulary() {
  return {
    definitions: describeDefinitions(),
    scopes: Object.entries(scopes).map(([name, meaning]) => ({ name, meaning })),
    roles: Object.entries(roles).map(([name, { meaning, scopes }]) => ({ name, meaning, scopes: [...scopes] })),
    components: Object.entries(components).map(([name, { meaning, scopes, portal, features }]) => ({
      name,
      meaning,
      scopes: [...scopes],
      portal_operations: [...portal],
      features: [...features],
    })),
    events: Object.entries(events).map(([type, { meaning }]) => ({ type, meaning })),
    problems: Object.entries(problems).map(([code, problem]) => ({ code, ...problem })),
  }
}

function describeDefinitions() {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { unrepresentable: 'any', uri: (id) => id }) as {
    schemas: Record<string, JsonSchema>
  }
  return Object.keys(schemas)
    .filter((name) => !name.startsWith('__'))
    .sort()
    .map((name) => {
      const schema = schemas[name] as JsonSchema
      // What an update cannot change is told at the record itself.
      const changedBy = schemas[`${name}Update`]?.['x-changed-by'] ?? {}
      const required = new Set(schema.required)
      return {
        name,
        meaning: schema.description ?? '',
        type: typeOf(schema),
        values: valuesOf(schema),
        fields: Object.entries(schema.properties ?? {}).map(([field, inner]) => ({
          name: field,
          type: typeOf(inner),
          meaning: inner.description ?? null,
          values: valuesOf(inner),
          optional: !required.has(field),
          changed_by: changedBy[field] ?? null,
        })),
        ...aboutRecord(name),
      }
    })
}

/** `ScopeItem` → the scope and the events of scope items, where it is a record that has some. */
function aboutRecord(name: string): { read_scope: string | null; events: string[] } {
  const noun = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
  const own = Object.entries(events).filter(([type]) => type.startsWith(`${noun}.`))
  return { read_scope: own[0]?.[1].scope ?? null, events: own.map(([type]) => type) }
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ')
  if (schema.type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`
  return [schema.type ?? 'any'].flat().join(' or ')
}

function valuesOf(schema: JsonSchema): string[] | null {
  if (schema.enum) return schema.enum.map(String)
  if (schema.const !== undefined) return [String(schema.const)]
  const choices = (schema.anyOf ?? schema.oneOf ?? []).flatMap((choice) => valuesOf(choice) ?? [])
  return choices.length > 0 ? choices : null
}
