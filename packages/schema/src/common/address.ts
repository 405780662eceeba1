import { z } from 'zod'
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
