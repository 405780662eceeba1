import type { portalApproval } from '@agencyops/schema'
import type { z } from 'zod'
import type { TenantDb } from '../../../db/database.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { buildSnapshot, findApproval, findEvidence, snapshotQueries } from '../../delivery/index.ts'
import { findEngagementOfApproval, findMilestoneOfApproval } from '../queries/portal.ts'
import { portalApprovalView } from '../views.ts'

/**
 * An approval with what it approves: taken anew while it is requested, as it was decided on afterwards. Its figures are
 * the snapshot's. Throws 404 where it is absent or hidden.
 */
export async function readApproval(
  db: TenantDb,
  principal: TenantPrincipal,
  id: RowId<'approval'>,
): Promise<z.input<typeof portalApproval>> {
  const [[row], [engagement], [milestone], [evidence]] = await db.group(
    findApproval({ id }),
    findEngagementOfApproval({ id }),
    findMilestoneOfApproval({ id }),
    findEvidence({ approval_id: id }),
  )
  if (!row || !engagement || !milestone || !mayReach(principal, row.engagement_id)) throw notFound('approval')
  if (evidence) {
    const view = portalApprovalView(row, milestone.name, principal)
    return { ...view, snapshot: JSON.parse(evidence.snapshot), sha256: evidence.sha256 }
  }
  if (row.status !== 'requested') {
    return { ...portalApprovalView(row, milestone.name, principal), snapshot: null, sha256: '' }
  }
  const parts = await db.group(...snapshotQueries(milestone.id))
  const { text, sha256, net, tax } = buildSnapshot({ approval: row, engagement, milestone }, parts)
  const view = portalApprovalView({ ...row, net_minor: net, tax_minor: tax }, milestone.name, principal)
  return { ...view, snapshot: JSON.parse(text), sha256 }
}
