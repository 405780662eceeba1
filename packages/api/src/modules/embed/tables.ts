import type { Generated, Selectable } from 'kysely'
import type { Instant, Json, RowId } from '../../db/row.ts'

export interface EmbedSessionTable {
  tenant_id: Generated<number>
  id: RowId<'embed_session'>
  member_id: RowId<'member'> | null
  contact_id: RowId<'contact'> | null
  api_key_id: RowId<'api_key'>
  acts_for: boolean
  components: Json
  engagement_ids: RowId<'engagement'>[] | null
  origins: string[]
  issued_at: Instant
  expires_at: Instant
  revoked_at: Instant | null
}

export interface EmbedTables {
  embed_session: EmbedSessionTable
}

export type EmbedSessionRow = Selectable<EmbedSessionTable>
