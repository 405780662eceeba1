import type { Generated, Selectable } from 'kysely'
import type { Instant, Json, RowId } from '../../db/row.ts'

export interface EmbedSessionTable {
  tenant_id: Generated<number>
  id: RowId<'embed_session'>
  member_id: RowId<'member'> | null
  contact_id: RowId<'contact'> | null
  api_key_id: RowId<'api_key'>
  /** The link that opened it. */
  magic_link_id: RowId<'magic_link'> | null
  acts_for: boolean
  components: Json
  engagement_ids: RowId<'engagement'>[] | null
  origins: string[]
  issued_at: Instant
  expires_at: Instant
  revoked_at: Instant | null
}

export interface MagicLinkTable {
  tenant_id: Generated<number>
  id: RowId<'magic_link'>
  contact_id: RowId<'contact'>
  api_key_id: RowId<'api_key'>
  acts_for: boolean
  components: Json
  engagement_ids: RowId<'engagement'>[]
  email: string
  email_changed_by: Json | null
  secret_hash: Uint8Array
  /** How often what it opened was renewed; a renewal token names the next. */
  renewals: Generated<number>
  issued_at: Instant
  expires_at: Instant
  consumed_at: Instant | null
  renewable_until: Instant | null
  revoked_at: Instant | null
}

export interface EmbedTables {
  embed_session: EmbedSessionTable
  magic_link: MagicLinkTable
}

export type EmbedSessionRow = Selectable<EmbedSessionTable>
export type MagicLinkRow = Selectable<MagicLinkTable>
