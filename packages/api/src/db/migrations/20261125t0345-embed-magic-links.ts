import type { Migration } from './index.ts'
import { tenantTable } from './tenant-table.ts'

/** Links with which contacts come in without a login of the host, and the sessions that they open. */
export const magicLinks: Migration = {
  name: '20261125t0345_embed_magic_links',
  statements: [
    // email_changed_by is the contact's when the link was made: another one now means another address since.
    ...tenantTable('magic_link', {
      columns: `contact_id uuid NOT NULL, api_key_id uuid NOT NULL, acts_for boolean NOT NULL,
        components jsonb NOT NULL, engagement_ids uuid[] NOT NULL, email text NOT NULL, email_changed_by jsonb,
        secret_hash bytea NOT NULL, renewals integer NOT NULL DEFAULT 0 CHECK (renewals >= 0),
        issued_at timestamptz(3) NOT NULL, expires_at timestamptz(3) NOT NULL, consumed_at timestamptz(3),
        renewable_until timestamptz(3), revoked_at timestamptz(3),
        CHECK ((consumed_at IS NULL) = (renewable_until IS NULL)), UNIQUE (tenant_id, secret_hash)`,
      references: { contact_id: 'contact', api_key_id: 'api_key' },
    }),
    `ALTER TABLE embed_session ADD COLUMN magic_link_id uuid,
      ADD FOREIGN KEY (tenant_id, magic_link_id) REFERENCES magic_link (tenant_id, id)`,
    `CREATE INDEX embed_session_magic_link_id ON embed_session (tenant_id, magic_link_id)`,
  ],
}
