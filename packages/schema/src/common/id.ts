import { z } from 'zod'

/** Every kind of record that has an id of its own, by the prefix that its id carries. */
export const idPrefixes = [
  'allocation_release',
  'api_key',
  'approval',
  'attachment',
  'audit_entry',
  'company',
  'contact',
  'credit_note',
  'credit_note_line',
  'deal',
  'embed_session',
  'engagement',
  'evt',
  'file',
  'invoice',
  'invoice_line',
  'issued_document',
  'legal_entity',
  'lost_reason',
  'magic_link',
  'member',
  'milestone',
  'number_series',
  'payment',
  'payment_allocation',
  'person',
  'pipeline',
  'planned_milestone',
  'platform',
  'platform_key',
  'project',
  'scope_item',
  'stage',
  'stage_transition',
  'tax_rate',
  'tenant',
] as const

export type IdPrefix = (typeof idPrefixes)[number]

/** A TypeID: the record's kind, `_`, and a UUIDv7 in 26 characters. Opaque; sorts by time of making. */
export type Id<P extends string> = `${P}_${string}`

const capitalised = (prefix: string) =>
  prefix
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** The schema of one kind of id. A wrong kind is refused with a sentence that says which was meant. */
export function idSchema<P extends IdPrefix>(prefix: P): z.ZodType<Id<P>, Id<P>> {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
    .meta({
      id: `${prefix === 'evt' ? 'Event' : capitalised(prefix)}Id`,
      description: `The id of one ${prefix === 'evt' ? 'event' : prefix.replaceAll('_', ' ')}: a TypeID, opaque to clients.`,
      format: `${prefix.replaceAll('_', '-')}-id`,
      example: `${prefix}_01m86d72r0fkxt9zq4c7w2h5nb`,
    }) as unknown as z.ZodType<Id<P>, Id<P>>
}

export const ids = Object.fromEntries(idPrefixes.map((prefix) => [prefix, idSchema(prefix)])) as {
  [P in IdPrefix]: z.ZodType<Id<P>, Id<P>>
}
