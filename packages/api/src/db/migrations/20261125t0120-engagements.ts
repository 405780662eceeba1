import type { Migration } from './index.ts'
import { tenantTable } from './tenant-table.ts'

export const engagements: Migration = {
  name: '20261125t0120_engagements_delivery_embed',
  statements: [
    ...tenantTable('engagement', {
      columns: `deal_id uuid NOT NULL, company_id uuid NOT NULL, legal_entity_id uuid NOT NULL, name text NOT NULL, search_key text NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'completed')), currency text NOT NULL,
        manager_id uuid, original_value_minor amount NOT NULL, approved_changes_minor amount NOT NULL DEFAULT 0,
        contract_value_minor amount NOT NULL, completed_at timestamptz(3),
        CHECK (contract_value_minor = original_value_minor + approved_changes_minor), UNIQUE (tenant_id, deal_id)`,
      references: { deal_id: 'deal', company_id: 'company', legal_entity_id: 'legal_entity', manager_id: 'person' },
      resource: true,
      archivable: true,
      external: true,
    }),
    `CREATE INDEX engagement_updated_at ON engagement (tenant_id, updated_at, id)`,
    `ALTER TABLE scope_item ADD FOREIGN KEY (tenant_id, engagement_id) REFERENCES engagement (tenant_id, id)`,
    `CREATE INDEX scope_item_engagement_id ON scope_item (tenant_id, engagement_id)`,
    ...tenantTable('engagement_team', {
      columns: `engagement_id uuid NOT NULL, person_id uuid NOT NULL, role text,
        added_at timestamptz(3) NOT NULL, UNIQUE (tenant_id, engagement_id, person_id)`,
      references: { engagement_id: 'engagement', person_id: 'person' },
      grant: 'insert, update, delete',
    }),
    ...tenantTable('engagement_share', {
      columns: `engagement_id uuid NOT NULL, contact_id uuid NOT NULL, shared_at timestamptz(3) NOT NULL, shared_by jsonb NOT NULL,
        UNIQUE (tenant_id, engagement_id, contact_id)`,
      references: { engagement_id: 'engagement', contact_id: 'contact' },
      grant: 'insert, update, delete',
    }),
    ...tenantTable('project', {
      columns: `engagement_id uuid NOT NULL, name text NOT NULL, status text NOT NULL CHECK (status IN ('active', 'completed'))`,
      references: { engagement_id: 'engagement' },
      resource: true,
      archivable: true,
    }),
    ...tenantTable('milestone', {
      columns: `engagement_id uuid NOT NULL, project_id uuid NOT NULL, position integer NOT NULL, name text NOT NULL, due_on date,
        assignee_id uuid, status text NOT NULL CHECK (status IN ('planned', 'delivered', 'approved')),
        delivered_at timestamptz(3), approved_at timestamptz(3)`,
      references: { engagement_id: 'engagement', project_id: 'project', assignee_id: 'person' },
      resource: true,
      archivable: true,
    }),
    `CREATE INDEX milestone_updated_at ON milestone (tenant_id, updated_at, id)`,
    ...tenantTable('milestone_bill', {
      columns: `milestone_id uuid NOT NULL, scope_item_id uuid NOT NULL, position integer NOT NULL,
        percent numeric CHECK (percent > 0 AND percent <= 100), amount_minor amount CHECK (amount_minor <> 0),
        CHECK (num_nonnulls(percent, amount_minor) = 1), UNIQUE (tenant_id, milestone_id, scope_item_id)`,
      references: { milestone_id: 'milestone', scope_item_id: 'scope_item' },
      grant: 'insert, update, delete',
    }),
    // A file belongs to what it is attached to; an engagement's files are those of its deal and milestones too.
    ...tenantTable('attachment', {
      columns: `file_id uuid NOT NULL, deal_id uuid, engagement_id uuid, milestone_id uuid,
        client_visible boolean NOT NULL DEFAULT false, attached_at timestamptz(3) NOT NULL,
        CHECK (num_nonnulls(deal_id, engagement_id, milestone_id) >= 1)`,
      references: { file_id: 'file', deal_id: 'deal', engagement_id: 'engagement', milestone_id: 'milestone' },
      grant: 'insert, update, delete',
    }),
    `CREATE UNIQUE INDEX attachment_once ON attachment (tenant_id, file_id, (coalesce(milestone_id, deal_id, engagement_id)))`,
    ...tenantTable('embed_session', {
      columns: `member_id uuid, contact_id uuid, api_key_id uuid NOT NULL, acts_for boolean NOT NULL,
        components jsonb NOT NULL, engagement_ids uuid[], origins text[] NOT NULL,
        issued_at timestamptz(3) NOT NULL, expires_at timestamptz(3) NOT NULL, revoked_at timestamptz(3),
        CHECK (num_nonnulls(member_id, contact_id) = 1)`,
      references: { member_id: 'member', contact_id: 'contact', api_key_id: 'api_key' },
    }),
    `CREATE INDEX embed_session_expires_at ON embed_session (tenant_id, expires_at)`,
    ...tenantTable('approval', {
      columns: `milestone_id uuid NOT NULL, engagement_id uuid NOT NULL, contact_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('requested', 'approved', 'approved_with_remarks', 'rejected', 'withdrawn')),
        currency text NOT NULL, net_minor amount NOT NULL, tax_minor amount NOT NULL, sha256 text,
        requested_at timestamptz(3) NOT NULL, requested_by jsonb NOT NULL, decided_at timestamptz(3), remarks text,
        withdrawn_at timestamptz(3), withdrawn_reason text`,
      references: { milestone_id: 'milestone', engagement_id: 'engagement', contact_id: 'contact' },
      resource: true,
    }),
    `CREATE UNIQUE INDEX approval_live ON approval (tenant_id, milestone_id) WHERE status IN ('requested', 'approved', 'approved_with_remarks')`,
    // What an approval approved, a row for each bill: the invoice line is made from it.
    ...tenantTable('approval_line', {
      columns: `approval_id uuid NOT NULL, milestone_id uuid NOT NULL, scope_item_id uuid NOT NULL, position integer NOT NULL,
        description text NOT NULL, quantity numeric NOT NULL, unit text, unit_price numeric NOT NULL, net_minor amount NOT NULL,
        percent numeric, withdrawn boolean NOT NULL DEFAULT false`,
      references: { approval_id: 'approval', milestone_id: 'milestone', scope_item_id: 'scope_item' },
    }),
    ...tenantTable('approval_evidence', {
      columns: `approval_id uuid NOT NULL, snapshot text NOT NULL, sha256 text NOT NULL, decision text NOT NULL, remarks text,
        contact_id uuid NOT NULL, session_id uuid NOT NULL, minted_by_key_id uuid NOT NULL, identity text NOT NULL,
        address text, user_agent text, decided_at timestamptz(3) NOT NULL, recorded_at timestamptz(3) NOT NULL`,
      references: {
        approval_id: 'approval',
        contact_id: 'contact',
        session_id: 'embed_session',
        minted_by_key_id: 'api_key',
      },
      grant: 'insert only',
    }),
  ],
}
