/** SQL of files. */
import { sql } from 'kysely'
import { query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { actorOf } from '../../../outbox/actor.ts'

/** Within limits only files of the principal's engagements are seen, and those that it uploaded itself. */
function visible(principal: TenantPrincipal) {
  if (principal.engagementIds === null) return sql<boolean>`true`
  return sql<boolean>`(
    exists (select from attachment where attachment.file_id = file.id
      and attachment.engagement_id = any(${[...principal.engagementIds]}::uuid[]))
    or file.uploaded_by ->> 'id' = ${actorOf(principal).id}
  )`
}

export function findFile(principal: TenantPrincipal, id: RowId<'file'>) {
  return query.selectFrom('file').selectAll().where('id', '=', id).where(visible(principal))
}

/** For who changes or attaches it. */
export function lockFile(principal: TenantPrincipal, id: RowId<'file'>) {
  return findFile(principal, id).forNoKeyUpdate()
}

export function selectFiles(
  principal: TenantPrincipal,
  filters: { archived?: boolean | undefined; updated_since?: string | undefined },
) {
  let select = query
    .selectFrom('file')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
    .where(visible(principal))
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  return select
}
