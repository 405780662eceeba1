import type { portalInvoice } from '@agencyops/schema'
import type { z } from 'zod'
import type { TenantDb } from '../../../db/database.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantClock } from '../../../db/tenant-clock.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { findInvoice, listAllocationsOfInvoice, listLines, listTaxes } from '../../billing/index.ts'
import { listApprovalsOfInvoice, listCreditsOfInvoice, listMilestonesOfInvoice } from '../queries/evidence.ts'
import { portalInvoiceView } from '../views.ts'
import { mayShow } from './may-show.ts'

/**
 * An issued invoice as its client reads it, with what stands behind it as far as the principal could read each record by
 * itself. Throws 404 where it is absent, hidden or a draft.
 */
export async function readInvoice(
  db: TenantDb,
  principal: TenantPrincipal,
  id: RowId<'invoice'>,
  clock: () => Promise<TenantClock>,
): Promise<z.input<typeof portalInvoice>> {
  const [[[row], lines, taxes, milestones, approvals, allocations, credits], { today }] = await Promise.all([
    db.group(
      findInvoice({ id }),
      listLines({ id }),
      listTaxes({ id }),
      listMilestonesOfInvoice({ id }),
      listApprovalsOfInvoice({ id }),
      listAllocationsOfInvoice({ invoice_id: id }),
      listCreditsOfInvoice({ id }),
    ),
    clock(),
  ])
  if (!row || row.status === 'draft' || !mayReach(principal, row.engagement_id)) throw notFound('invoice')
  const reached = <R extends { engagement_id: RowId<'engagement'> }>(rows: readonly R[]) =>
    rows.filter((one) => mayReach(principal, one.engagement_id))
  const named = mayShow(principal, 'contacts:read')
  const backing = {
    milestones: mayShow(principal, 'milestones:read') ? reached(milestones) : [],
    approvals: mayShow(principal, 'approvals:read')
      ? reached(approvals).map((one) => (named ? one : { ...one, contact_name: null }))
      : [],
    allocations: mayShow(principal, 'payments:read') ? allocations : null,
    credits: mayShow(principal, 'credit_notes:read') ? credits : null,
  }
  return portalInvoiceView({ invoice: row, lines, taxes }, backing, today)
}
