import type { Migration } from './index.ts'
import { CHANGE_REFERENCE, tenantTable } from './tenant-table.ts'

const share = (column: string) => `CHECK (${column} >= 0 AND ${column} <= 1)`

/** Both of one sign and the first no further from zero: how limits compare, for returns as for sales. */
const within = (part: string, whole: string) =>
  `CHECK (abs(${part}) <= abs(${whole}) AND sign(${part}) * sign(${whole}) >= 0)`

export const crm: Migration = {
  name: '20261125t0110_crm_files_deals_scope_items',
  statements: [
    ...tenantTable('file', {
      columns: `name text NOT NULL, content_type text NOT NULL, size bigint NOT NULL CHECK (size >= 0),
        sha256 text NOT NULL, storage_key text NOT NULL, uploaded_by jsonb NOT NULL`,
      resource: true,
      archivable: true,
    }),
    ...tenantTable('company', {
      columns: `name text NOT NULL, name_key text NOT NULL, search_key text NOT NULL,
        status text NOT NULL CHECK (status IN ('prospect', 'client')),
        address jsonb, tax_number text, registration_number text, website text, notes text`,
      resource: true,
      archivable: true,
      external: true,
    }),
    `CREATE INDEX company_name ON company (tenant_id, name_key, id)`,
    `CREATE INDEX company_updated_at ON company (tenant_id, updated_at, id)`,
    ...tenantTable('contact', {
      columns: `company_id uuid NOT NULL, name text NOT NULL, search_key text NOT NULL, email text, phone text, job_title text,
        email_changed_by jsonb, erased_at timestamptz(3)`,
      references: { company_id: 'company' },
      resource: true,
      archivable: true,
      external: true,
    }),
    ...tenantTable('pipeline', {
      columns: 'name text NOT NULL, is_default boolean NOT NULL DEFAULT false',
      resource: true,
      archivable: true,
    }),
    `CREATE UNIQUE INDEX pipeline_default ON pipeline (tenant_id) WHERE is_default`,
    ...tenantTable('stage', {
      columns: `pipeline_id uuid NOT NULL, name text NOT NULL, position integer NOT NULL, probability numeric NOT NULL ${share('probability')}`,
      references: { pipeline_id: 'pipeline' },
      resource: true,
      archivable: true,
    }),
    // A stage's name and probability as they were: a past report reads them here.
    ...tenantTable('stage_revision', {
      columns: `stage_id uuid NOT NULL, change_id uuid NOT NULL, name text NOT NULL, position integer NOT NULL,
        probability numeric NOT NULL, archived boolean NOT NULL, ${CHANGE_REFERENCE}`,
      references: { stage_id: 'stage' },
      grant: 'insert only',
    }),
    `CREATE INDEX stage_revision_change_id ON stage_revision (tenant_id, change_id)`,
    ...tenantTable('lost_reason', {
      columns: 'name text NOT NULL',
      resource: true,
      archivable: true,
    }),
    ...tenantTable('deal', {
      columns: `name text NOT NULL, search_key text NOT NULL, company_id uuid NOT NULL, legal_entity_id uuid NOT NULL,
        pipeline_id uuid NOT NULL, stage_id uuid NOT NULL, owner_id uuid,
        status text NOT NULL CHECK (status IN ('open', 'won', 'lost')), currency text NOT NULL,
        value_minor amount NOT NULL, probability_override numeric ${share('probability_override')},
        probability numeric NOT NULL ${share('probability')}, weighted_value_minor amount NOT NULL,
        close_on date, next_step text, tags text[] NOT NULL DEFAULT '{}',
        lost_reason_id uuid, lost_note text, won_at timestamptz(3), lost_at timestamptz(3),
        CHECK ((status = 'lost') = (lost_at IS NOT NULL)), CHECK ((status = 'won') = (won_at IS NOT NULL))`,
      references: {
        company_id: 'company',
        legal_entity_id: 'legal_entity',
        pipeline_id: 'pipeline',
        stage_id: 'stage',
        owner_id: 'person',
        lost_reason_id: 'lost_reason',
      },
      resource: true,
      archivable: true,
      external: true,
    }),
    `CREATE INDEX deal_created_at ON deal (tenant_id, created_at, id)`,
    `CREATE INDEX deal_updated_at ON deal (tenant_id, updated_at, id)`,
    `CREATE INDEX deal_value ON deal (tenant_id, value_minor, id)`,
    `CREATE INDEX deal_close_on ON deal (tenant_id, (coalesce(close_on, 'infinity'::date)), id)`,
    `CREATE INDEX deal_close_on_descending ON deal (tenant_id, (coalesce(close_on, '-infinity'::date)), id)`,
    `CREATE INDEX deal_board ON deal (tenant_id, stage_id, status, id)`,
    ...tenantTable('stage_transition', {
      columns: `deal_id uuid NOT NULL, change_id uuid NOT NULL, from_stage_id uuid, to_stage_id uuid NOT NULL,
        from_status text, to_status text NOT NULL, value_minor amount NOT NULL, currency text NOT NULL,
        probability numeric NOT NULL, moved_at timestamptz(3) NOT NULL, actor jsonb NOT NULL, ${CHANGE_REFERENCE}`,
      references: { deal_id: 'deal', from_stage_id: 'stage', to_stage_id: 'stage' },
      grant: 'insert only',
    }),
    `CREATE INDEX stage_transition_change_id ON stage_transition (tenant_id, change_id)`,
    // engagement_id points upward to a record of the area above, which sets it; its key is added there.
    ...tenantTable('scope_item', {
      columns: `deal_id uuid NOT NULL, engagement_id uuid, position integer NOT NULL,
        name text NOT NULL, description text, quantity numeric NOT NULL, unit text, unit_price numeric NOT NULL, currency text NOT NULL,
        tax_rate_id uuid, tax_category text NOT NULL, tax_percent numeric NOT NULL CHECK (tax_percent >= 0 AND tax_percent <= 100),
        exemption_reason text,
        original_value_minor amount NOT NULL, approved_changes_minor amount NOT NULL DEFAULT 0, contract_value_minor amount NOT NULL,
        earned_minor amount NOT NULL DEFAULT 0, billed_minor amount NOT NULL DEFAULT 0,
        unbilled_minor amount NOT NULL DEFAULT 0, written_off_minor amount NOT NULL DEFAULT 0,
        billing_basis text CHECK (billing_basis IN ('percent', 'amount')),
        planned_percent numeric NOT NULL DEFAULT 0 CHECK (planned_percent >= 0 AND planned_percent <= 100),
        planned_minor amount NOT NULL DEFAULT 0,
        approved_percent numeric NOT NULL DEFAULT 0 CHECK (approved_percent >= 0 AND approved_percent <= 100),
        CHECK (contract_value_minor = original_value_minor + approved_changes_minor),
        CHECK (billed_minor + unbilled_minor + written_off_minor = earned_minor),
        ${within('earned_minor', 'contract_value_minor')}, ${within('billed_minor', 'contract_value_minor')},
        ${within('unbilled_minor', 'contract_value_minor')}, ${within('written_off_minor', 'contract_value_minor')},
        ${within('planned_minor', 'contract_value_minor')}`,
      references: { deal_id: 'deal', tax_rate_id: 'tax_rate' },
      resource: true,
      grant: 'insert, update, delete',
    }),
    ...tenantTable('planned_milestone', {
      columns: 'deal_id uuid NOT NULL, position integer NOT NULL, name text NOT NULL, due_on date',
      references: { deal_id: 'deal' },
      resource: true,
      grant: 'insert, update, delete',
    }),
    ...tenantTable('planned_bill', {
      columns: `planned_milestone_id uuid NOT NULL, scope_item_id uuid NOT NULL, position integer NOT NULL,
        percent numeric CHECK (percent > 0 AND percent <= 100), amount_minor amount CHECK (amount_minor <> 0),
        CHECK (num_nonnulls(percent, amount_minor) = 1), UNIQUE (tenant_id, planned_milestone_id, scope_item_id)`,
      references: { planned_milestone_id: 'planned_milestone', scope_item_id: 'scope_item' },
      grant: 'insert, update, delete',
    }),
  ],
}
