/** The parts of an OpenAPI document that the generator reads. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  'x-agencyops-open'?: boolean
}

export interface Parameter {
  $ref?: string
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema?: Schema
}

type Content = Record<string, { schema?: Schema }>

export interface Operation {
  operationId: string
  summary?: string
  description?: string
  deprecated?: boolean
  parameters?: Parameter[]
  requestBody?: { $ref?: string; required?: boolean; content: Content }
  responses: Record<string, { $ref?: string; content?: Content }>
  'x-agencyops-sdk'?: { resource: string; method: string }
  'x-agencyops-scope'?: string
  'x-agencyops-problems'?: string[]
  'x-agencyops-dry-run'?: boolean
  'x-agencyops-list'?: 'page' | 'feed' | 'stream'
  'x-agencyops-if-match'?: boolean
}

export interface Document {
  openapi: string
  paths: Record<string, Record<string, unknown>>
  components?: { schemas?: Record<string, Schema> } & Record<string, unknown>
}

/** An operation that the SDK has a method for, with its references to parameters, bodies and answers followed. */
export interface Endpoint {
  id: string
  method: string
  path: string
  resource: string
  name: string
  operation: Operation
  parameters: Parameter[]
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Follows a local reference such as `#/components/parameters/Limit`. */
export function follow<T extends object>(document: Document, value: T): T {
  const ref = (value as { $ref?: string }).$ref
  if (!ref) return value
  const found = ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    )
  if (!found) throw new Error(`${ref} leads nowhere`)
  return follow(document, found as T)
}

/** All operations with `x-agencyops-sdk`, sorted by resource and method; throws if two want the same method. */
export function readEndpoints(document: Document): Endpoint[] {
  const endpoints = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined
      const sdk = operation?.['x-agencyops-sdk']
      if (!operation || !sdk) return []
      const shared = (item.parameters ?? []) as Parameter[]
      const parameters = [...shared, ...(operation.parameters ?? [])].map((parameter) => follow(document, parameter))
      return [
        { id: operation.operationId, method, path, resource: sdk.resource, name: sdk.method, operation, parameters },
      ]
    }),
  )
  const key = (e: Endpoint) => `${e.resource}.${e.name}`
  endpoints.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const twice = endpoints.find((e, i) => i > 0 && key(e) === key(endpoints[i - 1] as Endpoint))
  if (twice) throw new Error(`Two operations want the method ${key(twice)}; ${twice.id} is one of them`)
  return endpoints
}

/** `#/components/schemas/Deal` → `Deal`; undefined for an inline schema. */
export function refName(schema: Schema | undefined): string | undefined {
  return schema?.$ref?.match(/^#\/components\/schemas\/([A-Za-z_]\w*)$/)?.[1]
}
