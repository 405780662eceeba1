import type { Migration } from './index.ts'

/** The evidence of a decision names the address whose link confirmed the contact. It is kept, as the decision is. */
export const confirmation: Migration = {
  name: '20261125t0410_delivery_confirmation',
  statements: ['ALTER TABLE approval_evidence ADD COLUMN confirmed_by jsonb'],
}
