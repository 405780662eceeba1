import { z } from 'zod'
import { nullable } from './nullable.ts'
import { line } from './text.ts'

export const address = z
  .strictObject({
    line1: line.optional(),
    line2: line.optional(),
    city: line.optional(),
    postal_code: line.optional(),
    region: line.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'Write an ISO 3166-1 code in capitals: "NL".')
      .optional(),
  })
  .meta({
    id: 'Address',
    description: 'A postal address.',
    example: { line1: 'Quay 12', city: 'Rotterdam', postal_code: '3011 AA', country: 'NL' },
  })

/** A merge patch of an address: what it names is changed, null clears, the rest stays. */
export const addressPatch = z
  .strictObject({
    line1: nullable(line).optional(),
    line2: nullable(line).optional(),
    city: nullable(line).optional(),
    postal_code: nullable(line).optional(),
    region: nullable(line).optional(),
    country: nullable(address.shape.country.unwrap()).optional(),
  })
  .meta({
    id: 'AddressUpdate',
    description: 'What of an address is to change. null clears.',
    example: { city: 'Rotterdam' },
  })
