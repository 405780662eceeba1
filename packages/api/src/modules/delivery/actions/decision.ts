/** What approving and rejecting have in common: who decides, on what, and what is kept of it. */
import { insertRow, updateRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { RequestFacts } from '../../../http/operation.ts'
import type { ContactPrincipal } from '../../../http/principal.ts'
import { illegalMove, notFound, ProblemError } from '../../../http/problem.ts'
import { findShareWith } from '../queries/approvals.ts'
import { snapshotQueries } from '../queries/snapshot.ts'
import type { Snapshot } from '../rules/approval-snapshot.ts'
import { approvalAllows, contactMoves } from '../rules/approval-status.ts'
import type { ApprovalEvidenceRow, ApprovalRow } from '../tables.ts'
import { buildSnapshot } from './build-snapshot.ts'
import { loadApproval } from './load-approval.ts'

/**
 * Locks what a contact decides on, as it is now. Throws 404 where hidden, 403 for who may not decide, 409 `illegal_move`
 * where it is not requested any more, and 409 `snapshot_changed` where `sha256` is that of another snapshot.
 */
export async function loadDecision(
  work: UnitOfWork,
  id: RowId<'approval'>,
  move: 'approve' | 'reject',
  sha256: string | undefined,
) {
  const { principal } = work
  if (principal.kind !== 'contact') throw new ProblemError('forbidden', { detail: 'Only a client contact decides.' })
  const loaded = await loadApproval(work, id)
  const { approval, engagement, milestone } = loaded
  const [[share], ...parts] = await work.group(
    findShareWith({ engagement_id: engagement.id, contact_id: principal.contactId }),
    ...snapshotQueries(milestone.id),
  )
  // The sharing may have ended while this waited for the engagement.
  if (!share) throw notFound('approval')
  refuseOthers(principal, approval)
  if (!approvalAllows(approval.status, move)) {
    throw illegalMove(
      `The approval is ${approval.status}, so nothing is left to decide.`,
      contactMoves(approval.status),
    )
  }
  const snapshot = buildSnapshot({ approval, engagement, milestone }, parts)
  if (sha256 !== undefined && sha256 !== snapshot.sha256) {
    throw new ProblemError('snapshot_changed', {
      detail: 'What is to be approved has changed since it was shown. Show it again, then decide.',
      more: { sha256: snapshot.sha256, snapshot: JSON.parse(snapshot.text) },
    })
  }
  return { ...loaded, principal, snapshot }
}

function refuseOthers(principal: ContactPrincipal, approval: ApprovalRow): void {
  if (!principal.actsFor) {
    throw new ProblemError('forbidden', {
      detail: 'The session only reads: the key that minted it lacks contacts:act_for, or its contact may not decide.',
    })
  }
  if (approval.contact_id !== principal.contactId) {
    throw new ProblemError('forbidden', { detail: 'Another contact is asked to decide this.' })
  }
}

/** Keeps the decision and its evidence. Answers the decided approval; recording it is the caller's. */
export function keepDecision(
  work: UnitOfWork,
  principal: ContactPrincipal,
  approval: ApprovalRow,
  snapshot: Snapshot,
  decision: { status: 'approved' | 'approved_with_remarks' | 'rejected'; remarks: string | null },
  request: Pick<RequestFacts, 'address' | 'userAgent'>,
): ApprovalRow {
  const { status, remarks } = decision
  const columns = {
    status,
    remarks,
    net_minor: snapshot.net,
    tax_minor: snapshot.tax,
    sha256: snapshot.sha256,
    decided_at: work.now,
    version: approval.version + 1,
    updated_at: work.now,
  }
  const evidence: ApprovalEvidenceRow = {
    tenant_id: work.tenantId,
    id: work.newId('approval_evidence'),
    approval_id: approval.id,
    snapshot: snapshot.text,
    sha256: snapshot.sha256,
    decision: status,
    remarks,
    contact_id: principal.contactId,
    session_id: principal.sessionId,
    minted_by_key_id: principal.keyId,
    identity: identityOf(principal),
    confirmed_by: principal.link && {
      magic_link_id: toWire('magic_link', principal.link.id),
      email: principal.link.email,
      email_changed_by: principal.link.emailChangedBy,
    },
    address: request.address,
    user_agent: request.userAgent,
    decided_at: work.now,
    recorded_at: work.machineNow,
  }
  work.later(updateRow('approval', approval.id, columns), 1)
  work.later(insertRow('approval_evidence', evidence))
  return { ...approval, ...columns }
}

function identityOf({ keyId, link }: ContactPrincipal): string {
  const key = toWire('api_key', keyId)
  if (link === null) return `stated by host with key ${key}`
  const { actor, at } = link.emailChangedBy ?? {}
  const changed = actor ? `, address changed by ${actor.id ?? actor.type} at ${at}` : ''
  return `confirmed by link to ${link.email}${changed}, handed out by key ${key}`
}

/** The ids that the event of a decision carries. */
export function decisionData(approval: ApprovalRow) {
  return {
    approval_id: toWire('approval', approval.id),
    milestone_id: toWire('milestone', approval.milestone_id),
    engagement_id: toWire('engagement', approval.engagement_id),
    contact_id: toWire('contact', approval.contact_id),
  }
}
