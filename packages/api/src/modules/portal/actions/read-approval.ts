import type { portalApproval } from '@agencyops/schema'
import type { z } from 'zod'
import type { TenantDb } from '../../../db/database.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { buildSnapshot, findApproval, findEvidence, snapshotQueries } from '../../delivery/index.ts'
import {
  findContactOfApproval,
  findEngagementOfApproval,
  findMilestoneOfApproval,
  listFilesOfApproval,
} from '../queries/evidence.ts'
import { approvalFilesView, portalApprovalView } from '../views.ts'
import { mayShow } from './may-show.ts'

/**
 * An approval with what it approves: taken anew while it is requested, as it was decided on afterwards. Its figures are
 * the snapshot's. Throws 404 where it is absent or hidden.
 */
export async function readApproval(
  db: TenantDb,
  principal: TenantPrincipal,
  id: RowId<'approval'>,
): Promise<z.input<typeof portalApproval>> {
  const [[row], [engagement], [milestone], [evidence], [contact], shown] = await db.group(
    findApproval({ id }),
    findEngagementOfApproval({ id }),
    findMilestoneOfApproval({ id }),
    findEvidence({ approval_id: id }),
    findContactOfApproval({ id }),
    listFilesOfApproval({ id }),
  )
  if (!row || !engagement || !milestone || !mayReach(principal, row.engagement_id)) throw notFound('approval')
  const more = {
    contact_name: mayShow(principal, 'contacts:read') ? (contact?.name ?? null) : null,
    withdrawn_at: row.withdrawn_at,
  }
  if (evidence) {
    const snapshot = JSON.parse(evidence.snapshot)
    const view = portalApprovalView(row, milestone.name, principal)
    return { ...view, ...more, snapshot, sha256: evidence.sha256, files: approvalFilesView(snapshot.files, shown) }
  }
  if (row.status !== 'requested') {
    return { ...portalApprovalView(row, milestone.name, principal), ...more, snapshot: null, sha256: '', files: [] }
  }
  const parts = await db.group(...snapshotQueries(milestone.id))
  const { text, sha256, net, tax } = buildSnapshot({ approval: row, engagement, milestone }, parts)
  const view = portalApprovalView({ ...row, net_minor: net, tax_minor: tax }, milestone.name, principal)
  const snapshot = JSON.parse(text)
  return { ...view, ...more, snapshot, sha256, files: approvalFilesView(snapshot.files, shown) }
}
