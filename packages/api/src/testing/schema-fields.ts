/** Which fields a request has, read from its schema: so that what is tried of all of them is tried of new ones too. */
import { idPrefixes } from '@agencyops/schema'
import type { z } from 'zod'
import type { Prefix } from './world.ts'

export interface Field {
  /** Keys from the request's root; the first entry stands for all of a list. */
  path: readonly (string | number)[]
  /** Examples of the objects around it, by how many keys lead to them. */
  around: readonly { depth: number; example: unknown }[]
  /** `Money`, `Decimal`, `DealId` … where the schema has a name. */
  name: string | undefined
  /** Which record it names, where it is an id. */
  prefix: Prefix | undefined
}

interface Definition {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  options?: z.ZodType[]
  in?: z.ZodType
}

const PREFIX_OF_FORMAT = new Map<string, Prefix>(
  idPrefixes.map((prefix) => [`${prefix.replaceAll('_', '-')}-id`, prefix]),
)

/** Every leaf of a schema; money counts as one. */
export function fieldsOf(schema: z.ZodType, path: Field['path'] = [], around: Field['around'] = []): Field[] {
  const { def } = (schema as unknown as { _zod: { def: Definition } })._zod
  if (def.innerType) return fieldsOf(def.innerType, path, around)
  const meta = schema.meta() as { id?: string; format?: string; example?: unknown } | undefined
  if (def.type === 'object' && def.shape && meta?.id !== 'Money') {
    const inside = meta?.example === undefined ? around : [...around, { depth: path.length, example: meta.example }]
    return Object.entries(def.shape).flatMap(([key, inner]) => fieldsOf(inner, [...path, key], inside))
  }
  if (def.element) return fieldsOf(def.element, [...path, 0], around)
  if (def.options) return def.options.flatMap((option) => fieldsOf(option, path, around))
  if (def.in) return fieldsOf(def.in, path, around)
  return [{ path, around, name: meta?.id, prefix: PREFIX_OF_FORMAT.get(meta?.format ?? '') }]
}

/** A copy with a value at the field; what is missing on the way is made, from examples where there are some. */
export function withValue(body: unknown, { path, around }: Pick<Field, 'path' | 'around'>, value: unknown) {
  const copy = structuredClone(body ?? {}) as Record<string, unknown>
  let at = copy as Record<string | number, unknown>
  for (const [index, key] of path.entries()) {
    if (index === path.length - 1) at[key] = value
    else {
      if (typeof at[key] !== 'object' || at[key] === null) {
        const example = around.find(({ depth }) => depth === index + 1)?.example
        at[key] = structuredClone(example) ?? (typeof path[index + 1] === 'number' ? [] : {})
      }
      at = at[key] as Record<string | number, unknown>
    }
  }
  return copy
}
