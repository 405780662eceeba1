/** What was found not to hold. */
import { encodeId } from '../primitives/id.ts'
import { type Figures, sentence } from './rule.ts'

export interface Finding {
  /** `tenant_…`; null where it is about the database itself. */
  tenant: string | null
  /** `deal.value` */
  rule: string
  /** The record's id as the API has it; of what has none there, its table's name and id; else the name of a table. */
  record: string
  /** Amounts in minor units. */
  figures: Figures
  /** The figures in a sentence. */
  detail: string
  /** What to do about it. */
  mend: string
}

/** A row of a rule's query. */
export interface FoundRow {
  id: string
  /** `of` names the table of the id. */
  figures: Figures
}

/** `('event', uuid)` → `evt_…` */
export const recordId = (table: string, id: string) => encodeId(table === 'event' ? 'evt' : table, id)

export function findingOf(
  rule: { name: string; over: string; detail: string; mend: string },
  tenant: string,
  { id, figures: all }: FoundRow,
): Finding {
  const { of: table = rule.over, ...figures } = all
  return {
    tenant,
    rule: rule.name,
    record: recordId(table as string, id),
    figures,
    detail: sentence(rule.detail, figures),
    mend: rule.mend,
  }
}
