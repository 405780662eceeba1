interface Of<Entity> {
  legal_entity_id: Entity
  currency: string
}

export interface BalanceSums<Entity> extends Of<Entity> {
  open: number
  overdue: number
  unallocated: number
}

/** One row for each legal entity and currency in which something is open or unallocated; minor units. */
export function companyBalanceRows<Entity extends string>(
  open: readonly (Of<Entity> & { open: number; overdue: number })[],
  credit: readonly (Of<Entity> & { unallocated: number })[],
): BalanceSums<Entity>[] {
  const rows = new Map<string, BalanceSums<Entity>>()
  const rowOf = ({ legal_entity_id, currency }: Of<Entity>) => {
    const key = `${legal_entity_id} ${currency}`
    const row = rows.get(key) ?? { legal_entity_id, currency, open: 0, overdue: 0, unallocated: 0 }
    rows.set(key, row)
    return row
  }
  for (const one of open) Object.assign(rowOf(one), { open: one.open, overdue: one.overdue })
  for (const one of credit) Object.assign(rowOf(one), { unallocated: one.unallocated })
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
