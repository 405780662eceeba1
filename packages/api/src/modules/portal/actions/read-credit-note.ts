import type { portalCreditNote } from '@agencyops/schema'
import type { z } from 'zod'
import type { TenantDb } from '../../../db/database.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { findCreditNote, listCreditNoteLines, listCreditNoteTaxes } from '../../billing/index.ts'
import { findCreditedInvoice } from '../queries/evidence.ts'
import { portalCreditNoteView } from '../views.ts'

/** A credit note as its client reads it. Throws 404 where it is absent or hidden. */
export async function readCreditNote(
  db: TenantDb,
  principal: TenantPrincipal,
  id: RowId<'credit_note'>,
): Promise<z.input<typeof portalCreditNote>> {
  const [[note], lines, taxes, [invoice]] = await db.group(
    findCreditNote({ id }),
    listCreditNoteLines({ id }),
    listCreditNoteTaxes({ id }),
    findCreditedInvoice({ id }),
  )
  if (!note || !mayReach(principal, note.engagement_id)) throw notFound('credit note')
  return portalCreditNoteView({ note, lines, taxes }, invoice?.number as string)
}
