import type { EventType } from '@agencyops/schema'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { ChangeRecord } from '../../../outbox/record.ts'
import type { CrmTables } from '../tables.ts'

type Noun = 'company' | 'contact' | 'deal' | 'pipeline' | 'stage' | 'lost_reason'

interface Archivable {
  id: string
  version: number
  updated_at: string
  archived_at: string | null
}

/** Archives or restores a locked record; one that is so already stays as it is. */
export async function setArchived<Row extends Archivable>(
  work: UnitOfWork,
  noun: Noun & keyof CrmTables,
  before: Row,
  archived: boolean,
  view: (row: Row) => Record<string, unknown>,
  more: Pick<ChangeRecord, 'personal' | 'data'> = {},
): Promise<Row> {
  if ((before.archived_at !== null) === archived) return before
  const { after, columns } = changeRow<Archivable>(before, { archived_at: archived ? work.now : null }, work.now)
  if (!columns) return before
  work.later(updateRow(noun, before.id, columns as never), 1)
  const type = `${noun}.${archived ? 'archived' : 'restored'}` as EventType
  await work.record({
    type,
    subject: { type: noun, id: before.id, version: after.version },
    before: view(before),
    after: view(after as Row),
    ...more,
  })
  return after as Row
}
