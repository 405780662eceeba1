import type { PortalApproval } from '@agencyops/sdk'

type Snapshot = NonNullable<PortalApproval['snapshot']>
type Money = Snapshot['total']

/** What of a snapshot is another than it was; `before` and `after` are amounts, where there are any. */
export interface SnapshotChange {
  kind: 'added' | 'removed' | 'changed' | 'total'
  /** Of a file or a line. */
  name?: string
  before?: Money
  after?: Money
}

/** What is new, gone or different between two snapshots of one approval, files first, the total last. */
export function snapshotChanges(before: Snapshot, after: Snapshot): SnapshotChange[] {
  const files = compare(
    before.files,
    after.files,
    ({ name }) => name,
    ({ sha256 }) => sha256,
    ({ name }) => ({ name }),
  )
  const lines = compare(
    before.lines,
    after.lines,
    (line) => line.scope_item_id,
    (line) => JSON.stringify(line),
    (line) => ({ name: line.description, amount: line.net }),
  )
  const total: SnapshotChange = { kind: 'total', before: before.total, after: after.total }
  const moved = before.total.amount !== after.total.amount || before.currency !== after.currency
  return [...files, ...lines, ...(moved ? [total] : [])]
}

function compare<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
  contentOf: (one: T) => string,
  tell: (one: T) => { name: string; amount?: Money },
): SnapshotChange[] {
  const old = new Map(before.map((one) => [keyOf(one), one]))
  const now = new Map(after.map((one) => [keyOf(one), one]))
  const found: SnapshotChange[] = []
  for (const [key, one] of now) {
    const was = old.get(key)
    const { name, amount } = tell(one)
    if (was === undefined) found.push({ kind: 'added', name, ...(amount && { after: amount }) })
    else if (contentOf(was) !== contentOf(one)) {
      const earlier = tell(was).amount
      found.push({ kind: 'changed', name, ...(earlier && { before: earlier }), ...(amount && { after: amount }) })
    }
  }
  for (const [key, one] of old) if (!now.has(key)) found.push({ kind: 'removed', name: tell(one).name })
  return found
}
