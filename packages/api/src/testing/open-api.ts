/** The checked-in document, as a client reads it: which parameters and which body an operation takes. */
import { readFileSync } from 'node:fs'

export interface Schema {
  $ref?: string
  type?: string
  format?: string
  pattern?: string
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: readonly string[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema: Schema
}

export interface DocumentedOperation {
  id: string
  method: string
  path: string
  parameters: readonly Parameter[]
  /** Its content type and schema, where it takes a body. */
  body?: { type: string; schema: Schema }
}

interface Written {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string
        parameters?: (Parameter & { $ref?: string })[]
        requestBody?: { content: Record<string, { schema: Schema }> }
      }
    >
  >
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> }
}

export class OpenApi {
  readonly operations: readonly DocumentedOperation[]
  readonly #written: Written

  constructor(file: URL) {
    const written = JSON.parse(readFileSync(file, 'utf8')) as Written
    this.#written = written
    this.operations = Object.entries(written.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => {
        const [body] = Object.entries(requestBody?.content ?? {})
        return {
          id: operationId,
          method: method.toUpperCase(),
          path,
          parameters: parameters.map((one) => (one.$ref ? this.#parameter(one.$ref) : one)),
          ...(body && { body: { type: body[0], schema: body[1].schema } }),
        }
      }),
    )
  }

  /** The schema that a reference names; any other as it is. */
  resolve(schema: Schema): Schema {
    if (!schema.$ref) return schema
    const found = this.#written.components.schemas[last(schema.$ref)]
    if (!found) throw new Error(`The document has no ${schema.$ref}`)
    return this.resolve(found)
  }

  #parameter(reference: string): Parameter {
    const found = this.#written.components.parameters[last(reference)]
    if (!found) throw new Error(`The document has no ${reference}`)
    return found
  }
}

const last = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1)
