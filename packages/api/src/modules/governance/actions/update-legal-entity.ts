import type { legalEntityUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { illegalMove, notFound, ProblemError } from '../../../http/problem.ts'
import { mergePatch } from '../../../primitives/merge-patch.ts'
import { lockDefaultLegalEntity, lockLegalEntity } from '../queries/legal-entities.ts'
import { findMember } from '../queries/members.ts'
import { lockTenant } from '../queries/tenants.ts'
import type { LegalEntityRow } from '../tables.ts'
import { legalEntityView } from '../views.ts'

/** Changes what the input names; null clears. Throws 403 for another bank account by who may not change it. */
export async function updateLegalEntity(
  work: UnitOfWork,
  id: RowId<'legal_entity'>,
  input: z.infer<typeof legalEntityUpdate>,
): Promise<LegalEntityRow> {
  // Who is the default concerns two rows: the tenant's lock puts such changes in line.
  if (input.is_default) await work.first(lockTenant({ id: work.tenantId }))
  const before = await lock(work, id)
  if (input.is_default && before.archived_at !== null) {
    throw illegalMove('The legal entity is archived.', ['restore'])
  }
  const { external_ref: externalRef, address, bank, ...fields } = input
  const { after, columns } = changeRow(
    before,
    {
      ...fields,
      ...(address !== undefined && { address: mergePatch(before.address, address) }),
      ...(bank !== undefined && { bank: bankAfter(before, bank) }),
      ...(externalRef !== undefined && externalRefColumns(externalRef)),
    },
    work.now,
  )
  if (!columns) return before
  if (columns.bank !== undefined) await checkMayChangeBank(work)
  if (columns.is_default) await takeDefaultFrom(work)
  work.later(updateRow('legal_entity', id, columns), 1)
  await recordChange(work, before, after)
  return after
}

/** Takes it off lists. Throws 409 for the default. */
export async function archiveLegalEntity(work: UnitOfWork, id: RowId<'legal_entity'>): Promise<LegalEntityRow> {
  const before = await lock(work, id)
  if (before.is_default) throw illegalMove('This legal entity is the default. Make another one the default first.', [])
  return setArchived(work, before, work.now)
}

export async function restoreLegalEntity(work: UnitOfWork, id: RowId<'legal_entity'>): Promise<LegalEntityRow> {
  return setArchived(work, await lock(work, id), null)
}

async function lock(work: UnitOfWork, id: RowId<'legal_entity'>): Promise<LegalEntityRow> {
  const row = await work.first(lockLegalEntity({ id }))
  if (!row) throw notFound('legal entity')
  work.match(row.version)
  return row
}

function bankAfter(before: LegalEntityRow, patch: Record<string, unknown> | null): unknown {
  const bank = patch === null ? null : mergePatch(before.bank ?? {}, patch)
  return bank !== null && Object.keys(bank).length === 0 ? null : bank
}

/** Where the money goes is changed by an owner, by finance, or by a server's key. */
async function checkMayChangeBank(work: UnitOfWork): Promise<void> {
  if (work.principal.kind === 'api_key') return
  const member =
    work.principal.kind === 'member' ? await work.first(findMember({ id: work.principal.memberId })) : undefined
  if (member?.role === 'owner' || member?.role === 'finance') return
  throw new ProblemError('forbidden', { detail: 'Bank details are changed by an owner, by finance or by an API key.' })
}

async function takeDefaultFrom(work: UnitOfWork): Promise<void> {
  const before = await work.first(lockDefaultLegalEntity({}))
  if (!before) return
  const { after, columns } = changeRow(before, { is_default: false }, work.now)
  if (!columns) return
  work.later(updateRow('legal_entity', before.id, columns), 1)
  await recordChange(work, before, after)
}

/** Another bank account is an event of its own, so that nobody misses it among other changes. */
async function recordChange(work: UnitOfWork, before: LegalEntityRow, after: LegalEntityRow): Promise<void> {
  const subject = { type: 'legal_entity' as const, id: after.id, version: after.version }
  const { bank: bankBefore, ...restBefore } = legalEntityView(before)
  const { bank: bankAfterwards, ...restAfter } = legalEntityView(after)
  if (JSON.stringify(bankBefore) !== JSON.stringify(bankAfterwards)) {
    await work.record({
      type: 'legal_entity.bank_changed',
      subject,
      before: { bank: bankBefore },
      after: { bank: bankAfterwards },
    })
  }
  const { version: _v, updated_at: _u, ...plainBefore } = restBefore
  const { version: _w, updated_at: _x, ...plainAfter } = restAfter
  if (JSON.stringify(plainBefore) !== JSON.stringify(plainAfter)) {
    await work.record({ type: 'legal_entity.updated', subject, before: restBefore, after: restAfter })
  }
}

async function setArchived(work: UnitOfWork, before: LegalEntityRow, at: string | null): Promise<LegalEntityRow> {
  if ((before.archived_at === null) === (at === null)) return before
  const { after, columns } = changeRow(before, { archived_at: at }, work.now)
  if (!columns) return before
  work.later(updateRow('legal_entity', before.id, columns), 1)
  await work.record({
    type: at === null ? 'legal_entity.restored' : 'legal_entity.archived',
    subject: { type: 'legal_entity', id: after.id, version: after.version },
    before: legalEntityView(before),
    after: legalEntityView(after),
  })
  return after
}
