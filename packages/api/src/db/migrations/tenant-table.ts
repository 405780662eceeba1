/** What every tenant table has in common, so that no migration can forget it. */

export interface TenantTable {
  /** Column definitions and table constraints, without tenant_id, id and what the flags below add. */
  columns: string
  /** Foreign keys: column → table. Each becomes `(tenant_id, column)` with an index of its own. */
  references?: Record<string, string>
  /** Adds version, created_at, updated_at. */
  resource?: boolean
  /** Adds archived_at. */
  archivable?: boolean
  /** Adds external_system and external_id, unique together. */
  external?: boolean
  /** What the app may do; insert-only tables leave out update and delete. */
  grant?: 'insert only' | 'insert, update' | 'insert, update, delete'
  /** Only where the key is another than (tenant_id, id). */
  primaryKey?: string
}

const BOUND_TENANT = `nullif(current_setting('app.tenant_id', true), '')::int`
const POLICY = `tenant_id = ${BOUND_TENANT}`

export function tenantTable(name: string, table: TenantTable): string[] {
  // The bound tenant fills the column in, so no insert names it.
  const columns = [`tenant_id integer NOT NULL DEFAULT ${BOUND_TENANT} REFERENCES tenant (id)`]
  if (!table.primaryKey) columns.push('id uuid NOT NULL')
  columns.push(table.columns.trim().replace(/,$/, ''))
  if (table.resource) {
    columns.push('version integer NOT NULL DEFAULT 1')
    columns.push('created_at timestamptz(3) NOT NULL', 'updated_at timestamptz(3) NOT NULL')
  }
  if (table.archivable) columns.push('archived_at timestamptz(3)')
  if (table.external) {
    columns.push('external_system text', 'external_id text')
    columns.push('CHECK ((external_system IS NULL) = (external_id IS NULL))')
  }
  columns.push(`PRIMARY KEY (${table.primaryKey ?? 'tenant_id, id'})`)
  const statements: string[] = []
  const references = Object.entries(table.references ?? {})
  for (const [column, target] of references) {
    columns.push(`FOREIGN KEY (tenant_id, ${column}) REFERENCES ${target} (tenant_id, id)`)
  }
  statements.push(`CREATE TABLE ${name} (\n  ${columns.join(',\n  ')}\n)`)
  for (const [column] of references) {
    statements.push(`CREATE INDEX ${name}_${column} ON ${name} (tenant_id, ${column})`)
  }
  if (table.external) {
    statements.push(
      `CREATE UNIQUE INDEX ${name}_external_ref ON ${name} (tenant_id, external_system, external_id) WHERE external_id IS NOT NULL`,
    )
  }
  statements.push(
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant ON ${name} USING (${POLICY}) WITH CHECK (${POLICY})`,
    `GRANT select, ${(table.grant ?? 'insert, update').replace('insert only', 'insert')} ON ${name} TO agencyops_app`,
  )
  return statements
}

/** A reference to a change, whose row is written by the last statement before COMMIT. */
export const CHANGE_REFERENCE =
  'FOREIGN KEY (tenant_id, change_id) REFERENCES change (tenant_id, id) DEFERRABLE INITIALLY DEFERRED'
