import { canonicalJson, sha256Hex } from '../../../primitives/canonical-json.ts'
import { invoiceTotals, type TaxCategory } from '../../../primitives/tax.ts'
import type { ApprovalLine } from './approval-lines.ts'

export interface SnapshotParts {
  /** Ids as the wire has them. */
  approval: { id: string; contactId: string }
  engagement: { id: string; name: string }
  milestone: { id: string; name: string; dueOn: string | null }
  /** Each with its tax; ids as the wire has them. */
  lines: readonly (ApprovalLine & { taxCategory: TaxCategory; taxPercent: string; exemptionReason: string | null })[]
  currency: string
  files: readonly { name: string; sha256: string }[]
}

export interface Snapshot {
  /** Canonical JSON: the bytes that are hashed and kept. */
  text: string
  sha256: string
  /** Minor units. */
  net: number
  tax: number
}

/** All that an approval approves, as canonical JSON with its SHA-256: equal facts have equal bytes. */
export function approvalSnapshot(parts: SnapshotParts): Snapshot {
  const { approval, engagement, milestone, currency } = parts
  const money = (amount: number) => ({ amount, currency })
  const { net, tax, total, taxes } = invoiceTotals(
    parts.lines.map((line) => ({ net: line.net, category: line.taxCategory, percent: line.taxPercent })),
  )
  const files = parts.files
    .map(({ name, sha256 }) => ({ name, sha256 }))
    .sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
  const text = canonicalJson({
    approval: { id: approval.id, contact_id: approval.contactId },
    engagement: { id: engagement.id, name: engagement.name },
    milestone: { id: milestone.id, name: milestone.name, due_on: milestone.dueOn },
    lines: parts.lines.map((line) => ({
      scope_item_id: line.scopeItemId,
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unit_price: line.unitPrice,
      net: money(line.net),
      tax_category: line.taxCategory,
      tax_percent: line.taxPercent,
      exemption_reason: line.exemptionReason,
    })),
    net: money(net),
    taxes: taxes.map((row) => ({
      category: row.category,
      percent: row.percent,
      taxable: money(row.taxable),
      tax: money(row.tax),
    })),
    tax: money(tax),
    total: money(total),
    currency,
    files,
    triggers: parts.lines.length > 0 ? 'draft invoice' : 'nothing',
  })
  return { text, sha256: sha256Hex(text), net, tax }
}

const key = ({ name, sha256 }: { name: string; sha256: string }) => `${name}\u0000${sha256}`
