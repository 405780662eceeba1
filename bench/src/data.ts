/** 100,000 invoices with five lines each and 100,000 deals over 50 tenants, written by SQL. */
import pg from 'pg'

export interface LoadedTenant {
  tenantId: number
  key: string
  invoices: string[]
  deals: string[]
  drafts: string[]
  stages: string[]
  companies: string[]
}

export interface DataSize {
  invoicesPerTenant: number
  dealsPerTenant: number
  draftsPerTenant: number
}

const SAMPLE = 2000

/** `owner` is a superuser's URL: triggers and references rest while the rows are written. */
export async function loadData(
  owner: string,
  tenants: readonly { tenantId: number; key: string }[],
  size: DataSize,
): Promise<LoadedTenant[]> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    for (const [index, { tenantId }] of tenants.entries()) {
      // The bare server repeats statements that are bound to the first tenant, so its drafts are all there.
      const draftsPerTenant = index === 0 ? size.draftsPerTenant * tenants.length : size.draftsPerTenant
      await loadTenant(client, tenantId, { ...size, draftsPerTenant })
    }
    await client.query('SET session_replication_role = origin')
    await client.query('VACUUM (ANALYZE)')
    const loaded: LoadedTenant[] = []
    for (const tenant of tenants) {
      const ids = async (sql: string) =>
        (await client.query<{ id: string }>(sql, [tenant.tenantId, SAMPLE])).rows.map((row) => row.id)
      loaded.push({
        ...tenant,
        invoices: await ids(
          `SELECT id FROM invoice WHERE tenant_id = $1 AND status <> 'draft' ORDER BY random() LIMIT $2`,
        ),
        drafts: await ids(
          `SELECT id FROM invoice WHERE tenant_id = $1 AND status = 'draft' ORDER BY id LIMIT $2 * 100`,
        ),
        deals: await ids('SELECT id FROM deal WHERE tenant_id = $1 ORDER BY random() LIMIT $2'),
        stages: await ids('SELECT id FROM stage WHERE tenant_id = $1 ORDER BY position LIMIT $2'),
        companies: await ids('SELECT id FROM company WHERE tenant_id = $1 LIMIT $2'),
      })
    }
    return loaded
  } finally {
    await client.end()
  }
}

async function loadTenant(client: pg.Client, tenantId: number, size: DataSize): Promise<void> {
  const run = (sql: string, ...more: unknown[]) => client.query(sql, [tenantId, ...more])
  await run(
    `INSERT INTO company (tenant_id, id, name, name_key, search_key, status, created_at, updated_at)
     SELECT $1, ${uuid('g')}, 'Company ' || g, 'company ' || g, 'company ' || g, 'client', now(), now() FROM generate_series(1, 100) g`,
  )
  await run(
    `INSERT INTO deal (tenant_id, id, name, search_key, company_id, legal_entity_id, pipeline_id, stage_id, status, currency, value_minor, probability, weighted_value_minor, close_on, stage_entered_at, position, created_at, updated_at)
     SELECT $1, ${uuid('g')}, 'Deal ' || g, 'deal ' || g, (SELECT id FROM company WHERE tenant_id = $1 ORDER BY id OFFSET g % 100 LIMIT 1),
       e.id, s.pipeline_id, s.id, 'open', 'EUR', g * 100, 0.1, g * 10, current_date + g % 90, now(), 'd' || lpad(g::text, 4, '0'), now() - g * interval '1 minute', now()
     FROM generate_series(1, $2::int) g, (SELECT id FROM legal_entity WHERE tenant_id = $1 LIMIT 1) e,
       (SELECT id, pipeline_id FROM stage WHERE tenant_id = $1 ORDER BY position LIMIT 1) s`,
    size.dealsPerTenant,
  )
  const invoices = (status: string, count: string) => `
    INSERT INTO invoice (tenant_id, id, legal_entity_id, company_id, number, series_number, status, currency, issued_on, due_on, accounting_on, issued_at,
      payment_terms, seller, buyer, net_minor, tax_minor, total_minor, balance_minor, created_at, updated_at)
    SELECT $1, ${uuid('g')}, e.id, (SELECT id FROM company WHERE tenant_id = $1 ORDER BY id OFFSET g % 100 LIMIT 1),
      ${status === 'draft' ? 'NULL, NULL' : `'OLD-' || g, g`}, '${status}', 'EUR',
      ${status === 'draft' ? 'NULL, NULL, NULL, NULL' : 'current_date - g % 60, current_date - g % 60 + 14, current_date - g % 60, now()'},
      '{"kind":"net","days":14}', ${status === 'draft' ? 'NULL, NULL' : `'{"name":"Seller"}', '{"name":"Buyer"}'`},
      50000, 10500, 60500, 60500, now() - g * interval '1 minute', now()
    FROM generate_series(1, ${count}::int) g, (SELECT id FROM legal_entity WHERE tenant_id = $1 LIMIT 1) e`
  await run(invoices('issued', '$2'), size.invoicesPerTenant)
  await run(invoices('draft', '$2'), size.draftsPerTenant)
  await run(
    `INSERT INTO invoice_line (tenant_id, id, invoice_id, position, description, quantity, unit_price, net_minor, tax_minor, tax_category, tax_percent)
     SELECT $1, ${uuid('n')}, i.id, n, 'Work, part ' || n, 1, 100, 10000, 2100, 'S', 21 FROM invoice i, generate_series(1, 5) n WHERE i.tenant_id = $1`,
  )
  await run(
    `INSERT INTO invoice_tax (tenant_id, id, invoice_id, position, category, percent, taxable_minor, tax_minor)
     SELECT $1, ${uuid('1')}, i.id, 1, 'S', 21, 50000, 10500 FROM invoice i WHERE i.tenant_id = $1`,
  )
}

/** A random UUID that says it is version 7: `seed` keeps the planner from making one for all rows. */
const uuid = (seed: string) => `overlay(gen_random_uuid()::text placing '7' from 15 for 1 + 0 * (${seed})::int)::uuid`
