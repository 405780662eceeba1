import type { Migration } from './index.ts'
import { CHANGE_REFERENCE, tenantTable } from './tenant-table.ts'

const platformPolicy = `platform_id = nullif(current_setting('app.platform_id', true), '')::int`

const platformTable = (name: string, columns: string, grant: string) => [
  `CREATE TABLE ${name} (platform_id integer NOT NULL REFERENCES platform (id), ${columns})`,
  `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY platform ON ${name} USING (${platformPolicy}) WITH CHECK (${platformPolicy})`,
  `GRANT ${grant} ON ${name} TO agencyops_app`,
]

const decimalPercent = 'numeric NOT NULL CHECK (percent >= 0 AND percent <= 100)'

export const governance: Migration = {
  name: '20261125t0100_governance_tenants_keys_changes',
  statements: [
    // Amounts are minor units that a JavaScript number holds exactly.
    `CREATE DOMAIN amount AS bigint CHECK (VALUE BETWEEN -9007199254740991 AND 9007199254740991)`,

    `CREATE TABLE platform (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, public_id uuid NOT NULL UNIQUE, name text NOT NULL, created_at timestamptz(3) NOT NULL)`,
    `ALTER TABLE platform ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE platform FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY platform ON platform USING (id = nullif(current_setting('app.platform_id', true), '')::int)`,
    `GRANT select ON platform TO agencyops_app`,

    `CREATE TABLE tenant (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      public_id uuid NOT NULL UNIQUE,
      platform_id integer NOT NULL REFERENCES platform (id),
      name text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('live', 'sandbox')),
      locale text NOT NULL,
      feed_epoch text NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL,
      updated_at timestamptz(3) NOT NULL,
      UNIQUE (id, kind)
    )`,
    `CREATE INDEX tenant_platform_id ON tenant (platform_id, id)`,
    `ALTER TABLE tenant ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE tenant FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant ON tenant USING (
      id = nullif(current_setting('app.tenant_id', true), '')::int
      OR ${platformPolicy}
    ) WITH CHECK (
      id = nullif(current_setting('app.tenant_id', true), '')::int
      OR ${platformPolicy}
    )`,
    `GRANT select, insert ON tenant TO agencyops_app`,
    `GRANT update (name, locale, version, updated_at) ON tenant TO agencyops_app`,

    ...tenantTable('tenant_time_zone', {
      columns: 'zone text NOT NULL, effective_at timestamptz(3) NOT NULL, UNIQUE (tenant_id, effective_at)',
      grant: 'insert only',
    }),
    // A live tenant cannot have a test clock: the kind is part of the key, and it never changes.
    ...tenantTable('test_clock', {
      columns: `kind text NOT NULL DEFAULT 'sandbox' CHECK (kind = 'sandbox'),
        offset_ms bigint NOT NULL,
        frozen_at timestamptz(3),
        FOREIGN KEY (tenant_id, kind) REFERENCES tenant (id, kind)`,
      primaryKey: 'tenant_id',
      resource: true,
    }),
    `CREATE INDEX test_clock_kind ON test_clock (tenant_id, kind)`,

    `CREATE TABLE event_counter (
      tenant_id integer PRIMARY KEY REFERENCES tenant (id),
      position bigint NOT NULL DEFAULT 0,
      at timestamptz(3) NOT NULL,
      due_at timestamptz(3)
    )`,
    `GRANT select, insert, update ON event_counter TO agencyops_app`,

    ...tenantTable('change', {
      columns: `position bigint NOT NULL, at timestamptz(3) NOT NULL, recorded_at timestamptz(3) NOT NULL,
        UNIQUE (tenant_id, position)`,
      grant: 'insert only',
    }),
    ...tenantTable('event', {
      columns: `change_id uuid NOT NULL, position bigint NOT NULL, type text NOT NULL, actor jsonb NOT NULL,
        subject_type text NOT NULL, subject_id uuid NOT NULL, subject_version integer NOT NULL,
        changed text[] NOT NULL, data jsonb NOT NULL,
        engagement_id uuid, client_visible boolean NOT NULL DEFAULT false,
        UNIQUE (tenant_id, position), ${CHANGE_REFERENCE}`,
      grant: 'insert only',
    }),
    `CREATE INDEX event_change_id ON event (tenant_id, change_id)`,
    ...tenantTable('audit_entry', {
      columns: `change_id uuid NOT NULL, operation text NOT NULL, action text NOT NULL, actor jsonb NOT NULL,
        subject_type text NOT NULL, subject_id uuid NOT NULL, before jsonb, after jsonb, request_id text NOT NULL,
        ${CHANGE_REFERENCE}`,
      grant: 'insert only',
    }),
    `CREATE INDEX audit_entry_change_id ON audit_entry (tenant_id, change_id)`,
    `CREATE INDEX audit_entry_subject ON audit_entry (tenant_id, subject_id, id)`,
    ...tenantTable('audit_personal', {
      columns: 'before jsonb, after jsonb, FOREIGN KEY (tenant_id, id) REFERENCES audit_entry (tenant_id, id)',
    }),
    ...tenantTable('idempotency_record', {
      columns: `actor text NOT NULL, key text NOT NULL, operation text NOT NULL, fingerprint text NOT NULL,
        rights text NOT NULL, status integer NOT NULL, body text NOT NULL, headers jsonb NOT NULL,
        expires_at timestamptz(3) NOT NULL`,
      primaryKey: 'tenant_id, actor, key',
      grant: 'insert, update, delete',
    }),
    `CREATE INDEX idempotency_record_expires_at ON idempotency_record (tenant_id, expires_at)`,

    ...tenantTable('person', {
      columns: 'name text NOT NULL, email text, erased_at timestamptz(3)',
      resource: true,
      archivable: true,
      external: true,
    }),
    ...tenantTable('member', {
      columns: `person_id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'admin', 'finance', 'manager', 'member', 'contractor')),
        UNIQUE (tenant_id, person_id)`,
      references: { person_id: 'person' },
      resource: true,
      archivable: true,
    }),

    // minted_by_key_id and minted_by_platform_key_id: revoking a credential ends all that descend from it.
    ...tenantTable('api_key', {
      columns: `name text NOT NULL, scopes text[] NOT NULL,
        minted_by_key_id uuid, minted_by_platform_key_id uuid,
        expires_at timestamptz(3), revoked_at timestamptz(3), last_used_at timestamptz(3)`,
      references: { minted_by_key_id: 'api_key' },
      resource: true,
    }),
    ...tenantTable('api_key_secret', {
      columns: `api_key_id uuid NOT NULL, hash bytea NOT NULL, hint text NOT NULL, minted_by_key_id uuid,
        expires_at timestamptz(3), created_at timestamptz(3) NOT NULL`,
      references: { api_key_id: 'api_key', minted_by_key_id: 'api_key' },
    }),
    ...platformTable(
      'platform_key',
      `id uuid NOT NULL, name text NOT NULL, hash bytea NOT NULL, hint text NOT NULL, expires_at timestamptz(3), revoked_at timestamptz(3), created_at timestamptz(3) NOT NULL, PRIMARY KEY (platform_id, id)`,
      'select',
    ),
    ...platformTable(
      'platform_idempotency',
      `actor text NOT NULL, key text NOT NULL, operation text NOT NULL, fingerprint text NOT NULL, rights text NOT NULL, status integer NOT NULL, body text NOT NULL, headers jsonb NOT NULL, expires_at timestamptz(3) NOT NULL, PRIMARY KEY (platform_id, actor, key)`,
      'select, insert, update, delete',
    ),
    ...platformTable(
      'platform_audit',
      `id uuid NOT NULL, operation text NOT NULL, actor jsonb NOT NULL, tenant_id integer, detail jsonb NOT NULL, request_id text NOT NULL, recorded_at timestamptz(3) NOT NULL, PRIMARY KEY (platform_id, id)`,
      'select, insert',
    ),

    // Which tenant or platform a presented key belongs to. Nobody may read it; one function answers one hash.
    `CREATE TABLE credential (hash bytea PRIMARY KEY, tenant_id integer, platform_id integer, key_id uuid NOT NULL, CHECK (num_nonnulls(tenant_id, platform_id) = 1))`,
    `CREATE FUNCTION find_credential(presented bytea) RETURNS TABLE (tenant_id integer, platform_id integer, key_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS 'SELECT c.tenant_id, c.platform_id, c.key_id FROM public.credential c WHERE c.hash = presented'`,
    `REVOKE ALL ON FUNCTION find_credential(bytea) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION find_credential(bytea) TO agencyops_app`,
    // The policies of both key tables decide whose secret a row is; these triggers only copy it.
    `CREATE FUNCTION keep_api_key_credential() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS 'BEGIN INSERT INTO public.credential (hash, tenant_id, key_id) VALUES (NEW.hash, NEW.tenant_id, NEW.api_key_id); RETURN NEW; END'`,
    `REVOKE ALL ON FUNCTION keep_api_key_credential() FROM PUBLIC`,
    `CREATE TRIGGER keep_credential AFTER INSERT ON api_key_secret FOR EACH ROW EXECUTE FUNCTION keep_api_key_credential()`,

    ...tenantTable('legal_entity', {
      columns: `name text NOT NULL, registration_number text, tax_number text, address jsonb NOT NULL,
        base_currency text NOT NULL, payment_terms jsonb NOT NULL, bank jsonb, is_default boolean NOT NULL DEFAULT false`,
      resource: true,
      archivable: true,
      external: true,
    }),
    `CREATE UNIQUE INDEX legal_entity_default ON legal_entity (tenant_id) WHERE is_default`,
    ...tenantTable('number_series', {
      columns: `legal_entity_id uuid NOT NULL, document_kind text NOT NULL CHECK (document_kind IN ('invoice', 'credit_note')),
        pattern text NOT NULL, next_number integer NOT NULL DEFAULT 1 CHECK (next_number > 0),
        period text NOT NULL DEFAULT '', last_issued_on date, UNIQUE (tenant_id, legal_entity_id, document_kind)`,
      references: { legal_entity_id: 'legal_entity' },
      resource: true,
    }),
    ...tenantTable('printed_number', {
      columns: 'legal_entity_id uuid NOT NULL, number text NOT NULL, UNIQUE (tenant_id, legal_entity_id, number)',
      references: { legal_entity_id: 'legal_entity' },
      grant: 'insert only',
    }),
    ...tenantTable('tax_rate', {
      columns: `name text NOT NULL, category text NOT NULL, percent ${decimalPercent}, exemption_reason text`,
      resource: true,
      archivable: true,
      external: true,
    }),
  ],
}
