import type { Migration } from './index.ts'
import { tenantTable } from './tenant-table.ts'

const taxTable = (document: string) =>
  tenantTable(`${document}_tax`, {
    columns: `${document}_id uuid NOT NULL, position integer NOT NULL, category text NOT NULL, percent numeric NOT NULL,
      taxable_minor amount NOT NULL, tax_minor amount NOT NULL, exemption_reason text,
      UNIQUE (tenant_id, ${document}_id, category, percent)`,
    references: { [`${document}_id`]: document },
    grant: 'insert, update, delete',
  })

export const billing: Migration = {
  name: '20261125t0130_billing_invoices_payments',
  statements: [
    ...tenantTable('invoice', {
      columns: `legal_entity_id uuid NOT NULL, company_id uuid NOT NULL, engagement_id uuid, milestone_id uuid, approval_id uuid,
        number text, series_number integer,
        status text NOT NULL CHECK (status IN ('draft', 'issued', 'partially_paid', 'paid')),
        currency text NOT NULL, issued_on date, due_on date, accounting_on date, issued_at timestamptz(3),
        payment_terms jsonb NOT NULL, seller jsonb, buyer jsonb, bank jsonb, purchase_order text, note text,
        net_minor amount NOT NULL, tax_minor amount NOT NULL, total_minor amount NOT NULL,
        paid_minor amount NOT NULL DEFAULT 0 CHECK (paid_minor >= 0),
        credited_minor amount NOT NULL DEFAULT 0 CHECK (credited_minor >= 0),
        balance_minor amount NOT NULL,
        CHECK (total_minor = net_minor + tax_minor),
        CHECK (balance_minor = total_minor - paid_minor - credited_minor),
        CHECK (status = 'draft' OR (total_minor >= 0 AND balance_minor >= 0 AND number IS NOT NULL AND issued_on IS NOT NULL)),
        CHECK (status <> 'draft' OR (number IS NULL AND paid_minor = 0 AND credited_minor = 0)),
        CHECK (status <> 'paid' OR balance_minor = 0),
        UNIQUE (tenant_id, legal_entity_id, number)`,
      references: {
        legal_entity_id: 'legal_entity',
        company_id: 'company',
        engagement_id: 'engagement',
        milestone_id: 'milestone',
        approval_id: 'approval',
      },
      resource: true,
      external: true,
      grant: 'insert, update, delete',
    }),
    `CREATE INDEX invoice_status ON invoice (tenant_id, status, created_at, id)`,
    `CREATE INDEX invoice_created_at ON invoice (tenant_id, created_at, id)`,
    `CREATE INDEX invoice_total ON invoice (tenant_id, total_minor, id)`,
    `CREATE INDEX invoice_due_on ON invoice (tenant_id, (coalesce(due_on, 'infinity'::date)), id)`,
    `CREATE INDEX invoice_updated_at ON invoice (tenant_id, updated_at, id)`,
    ...tenantTable('invoice_line', {
      columns: `invoice_id uuid NOT NULL, position integer NOT NULL, scope_item_id uuid, milestone_id uuid, approval_id uuid, approval_line_id uuid,
        description text NOT NULL, quantity numeric NOT NULL, unit text, unit_price numeric NOT NULL,
        net_minor amount NOT NULL, tax_minor amount NOT NULL,
        tax_category text NOT NULL, tax_percent numeric NOT NULL, exemption_reason text,
        tax_changed_reason text,
        live boolean NOT NULL DEFAULT true,
        credited_net_minor amount NOT NULL DEFAULT 0, credited_tax_minor amount NOT NULL DEFAULT 0,
        credited_quantity numeric NOT NULL DEFAULT 0,
        CHECK (abs(credited_quantity) <= abs(quantity) AND sign(credited_quantity) * sign(quantity) >= 0),
        CHECK (abs(credited_net_minor) <= abs(net_minor) AND sign(credited_net_minor) * sign(net_minor) >= 0)`,
      references: {
        invoice_id: 'invoice',
        scope_item_id: 'scope_item',
        milestone_id: 'milestone',
        approval_id: 'approval',
        approval_line_id: 'approval_line',
      },
      grant: 'insert, update, delete',
    }),
    `CREATE UNIQUE INDEX invoice_line_live ON invoice_line (tenant_id, approval_line_id) WHERE live`,
    ...taxTable('invoice'),
    ...tenantTable('credit_note', {
      columns: `invoice_id uuid NOT NULL, legal_entity_id uuid NOT NULL, company_id uuid NOT NULL, engagement_id uuid,
        number text NOT NULL, series_number integer NOT NULL, currency text NOT NULL, reason text NOT NULL,
        issued_on date NOT NULL, accounting_on date NOT NULL, issued_at timestamptz(3) NOT NULL,
        seller jsonb NOT NULL, buyer jsonb NOT NULL, bank jsonb,
        net_minor amount NOT NULL, tax_minor amount NOT NULL, total_minor amount NOT NULL CHECK (total_minor > 0),
        released_minor amount NOT NULL DEFAULT 0 CHECK (released_minor >= 0),
        CHECK (total_minor = net_minor + tax_minor), UNIQUE (tenant_id, legal_entity_id, number)`,
      references: {
        invoice_id: 'invoice',
        legal_entity_id: 'legal_entity',
        company_id: 'company',
        engagement_id: 'engagement',
      },
      resource: true,
      external: true,
    }),
    ...tenantTable('credit_note_line', {
      columns: `credit_note_id uuid NOT NULL, invoice_line_id uuid NOT NULL, scope_item_id uuid, position integer NOT NULL,
        description text NOT NULL, quantity numeric NOT NULL, unit text, unit_price numeric NOT NULL,
        net_minor amount NOT NULL, tax_minor amount NOT NULL, tax_category text NOT NULL, tax_percent numeric NOT NULL,
        exemption_reason text, released boolean NOT NULL`,
      references: { credit_note_id: 'credit_note', invoice_line_id: 'invoice_line', scope_item_id: 'scope_item' },
      grant: 'insert only',
    }),
    ...taxTable('credit_note'),
    ...tenantTable('payment', {
      columns: `company_id uuid NOT NULL, legal_entity_id uuid NOT NULL, currency text NOT NULL,
        received_minor amount NOT NULL CHECK (received_minor > 0),
        allocated_minor amount NOT NULL DEFAULT 0 CHECK (allocated_minor >= 0),
        refunded_minor amount NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
        unallocated_minor amount NOT NULL,
        received_on date NOT NULL, accounting_on date NOT NULL, reference text, method text,
        CHECK (unallocated_minor = received_minor - allocated_minor - refunded_minor), CHECK (unallocated_minor >= 0)`,
      references: { company_id: 'company', legal_entity_id: 'legal_entity' },
      resource: true,
      external: true,
    }),
    `CREATE INDEX payment_unallocated ON payment (tenant_id, company_id, id) WHERE unallocated_minor > 0`,
    `CREATE INDEX payment_created_at ON payment (tenant_id, created_at, id)`,
    `CREATE INDEX payment_updated_at ON payment (tenant_id, updated_at, id)`,
    ...tenantTable('payment_allocation', {
      columns: `payment_id uuid NOT NULL, invoice_id uuid NOT NULL, amount_minor amount NOT NULL CHECK (amount_minor > 0),
        released_minor amount NOT NULL DEFAULT 0 CHECK (released_minor >= 0), currency text NOT NULL,
        allocated_on date NOT NULL, accounting_on date NOT NULL, allocated_at timestamptz(3) NOT NULL,
        CHECK (released_minor <= amount_minor)`,
      references: { payment_id: 'payment', invoice_id: 'invoice' },
      resource: true,
    }),
    ...tenantTable('payment_allocation_line', {
      columns: `payment_allocation_id uuid NOT NULL, invoice_line_id uuid NOT NULL, net_minor amount NOT NULL, tax_minor amount NOT NULL,
        UNIQUE (tenant_id, payment_allocation_id, invoice_line_id)`,
      references: { payment_allocation_id: 'payment_allocation', invoice_line_id: 'invoice_line' },
      grant: 'insert, update, delete',
    }),
    // An allocation given back to client credit, by a credit note or by hand; the allocation row keeps the sum.
    ...tenantTable('allocation_release', {
      columns: `payment_allocation_id uuid NOT NULL, credit_note_id uuid, amount_minor amount NOT NULL CHECK (amount_minor > 0),
        reason text, released_on date NOT NULL, accounting_on date NOT NULL, released_at timestamptz(3) NOT NULL`,
      references: { payment_allocation_id: 'payment_allocation', credit_note_id: 'credit_note' },
      grant: 'insert only',
    }),
    ...tenantTable('issued_document', {
      columns: `invoice_id uuid, credit_note_id uuid, media_type text NOT NULL, body text NOT NULL, sha256 text NOT NULL,
        recorded_at timestamptz(3) NOT NULL, CHECK (num_nonnulls(invoice_id, credit_note_id) = 1)`,
      references: { invoice_id: 'invoice', credit_note_id: 'credit_note' },
      grant: 'insert only',
    }),
    // Issuing freezes what every representation reads. Money that moves afterwards has columns of its own.
    `CREATE FUNCTION hold_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE moving constant text[] := ARRAY['status', 'paid_minor', 'credited_minor', 'balance_minor', 'version', 'updated_at', 'external_system', 'external_id'];
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'an issued invoice stays' USING ERRCODE = 'restrict_violation'; END IF;
          RETURN OLD;
        END IF;
        IF OLD.status <> 'draft' AND (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
          RAISE EXCEPTION 'an issued invoice stays as it is' USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.status <> 'draft' AND NEW.status = 'draft' THEN
          RAISE EXCEPTION 'an issued invoice is no draft again' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER hold_issued BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION hold_issued_invoice()`,
    `CREATE FUNCTION hold_issued_invoice_line() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        moving constant text[] := ARRAY['live', 'credited_net_minor', 'credited_tax_minor', 'credited_quantity'];
        held record;
      BEGIN
        held := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
        IF (SELECT status FROM invoice WHERE tenant_id = held.tenant_id AND id = held.invoice_id) IS DISTINCT FROM 'draft' THEN
          IF TG_OP <> 'UPDATE' OR (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
            RAISE EXCEPTION 'the lines of an issued invoice stay as they are' USING ERRCODE = 'restrict_violation';
          END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER hold_issued BEFORE INSERT OR UPDATE OR DELETE ON invoice_line FOR EACH ROW EXECUTE FUNCTION hold_issued_invoice_line()`,
  ],
}
