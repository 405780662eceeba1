import { z } from 'zod'

/** A value or null. zod's own `.nullable()` changes a named schema wherever it is used; a union does not. */
export function nullable<T extends z.ZodType>(schema: T) {
  return z.union([schema, z.null()])
}
