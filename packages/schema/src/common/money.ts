import { z } from 'zod'

/** The largest amount that a JSON number carries exactly. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Write an ISO 4217 code in capitals: "EUR".')
  .meta({ id: 'Currency', description: 'An ISO 4217 currency code.', example: 'EUR' })

const amount = z.number().int().min(-MAX_AMOUNT).max(MAX_AMOUNT).meta({
  format: 'int64',
  description: 'Minor units: cents for EUR, yen for JPY, fils (a thousandth) for KWD.',
  example: 125000,
})

export const money = z.strictObject({ amount, currency }).meta({
  id: 'Money',
  description: 'An amount in minor units of its currency. `{"amount": 125000, "currency": "EUR"}` is 1,250.00 euros.',
  example: { amount: 125000, currency: 'EUR' },
})

export type Money = z.infer<typeof money>
