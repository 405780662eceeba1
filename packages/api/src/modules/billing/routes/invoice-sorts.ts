/** What lists of invoices can be sorted by; the indexes have the same expressions. */
export const invoiceSorts = {
  created_at: { sql: 'invoice.created_at', type: 'timestamptz' },
  updated_at: { sql: 'invoice.updated_at', type: 'timestamptz' },
  due_on: { sql: `coalesce(invoice.due_on, 'infinity'::date)`, type: 'date', whenNull: 'infinity' },
  total: { sql: 'invoice.total_minor', type: 'bigint', row: 'total_minor' },
} as const
