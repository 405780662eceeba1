/** Who is here and what they may reach, as rows say it. */
import { type Rule, TENANT, within } from '../rule.ts'

export const accessRules: Rule[] = [
  {
    name: 'tenant.owner',
    meaning: 'A tenant has an owner.',
    over: 'tenant',
    sql: `select ${TENANT} as id, (select count(*) from member) as members where not exists (select 1 from member where role = 'owner' and archived_at is null)`,
    detail: 'None of {members} members is an owner.',
    mend: 'Make a member the owner: update member set role = …, as the database’s owner.',
  },
  {
    name: 'tenant.test_clock',
    meaning: 'A sandbox has its clock, a live tenant none.',
    over: 'tenant',
    sql: `select t.public_id as id, t.kind, c.tenant_id is not null as has_clock from tenant t left join test_clock c on c.tenant_id = t.id
      where t.id = current_setting('app.tenant_id')::int and (t.kind = 'sandbox') <> (c.tenant_id is not null)`,
    detail: 'The {kind} tenant has a test clock: {has_clock}.',
    mend: 'Delete the clock of a live tenant; a sandbox without one was not made by the API.',
  },
  {
    name: 'api_key.minted',
    meaning: 'A key has no more scopes than the one that minted it, lives no longer, and is revoked with it.',
    over: 'api_key',
    sql: `select k.id, m.id as minter, array_to_string(array(select unnest(k.scopes) except select unnest(m.scopes)), ' ') as beyond,
        k.expires_at, m.expires_at as minter_expires_at, k.revoked_at, m.revoked_at as minter_revoked_at
      from api_key k join api_key m on m.tenant_id = k.tenant_id and m.id = k.minted_by_key_id
      where ${within('k')} and (not k.scopes <@ m.scopes or coalesce(k.expires_at, 'infinity') > coalesce(m.expires_at, 'infinity')
        or (m.revoked_at is not null and k.revoked_at is null))`,
    detail:
      'It has more than its minter: [{beyond}], until {expires_at} instead of {minter_expires_at}; revoked {revoked_at}, its minter {minter_revoked_at}.',
    mend: 'Revoke it: agencyops keys revoke. Then look at what it did in the audit trail.',
  },
  {
    name: 'api_key.credential',
    meaning: 'The secret of a key finds that key and this tenant.',
    over: 'api_key_secret',
    sql: `select s.api_key_id as id, 'api_key' as "of", s.hint, f.key_id as found from api_key_secret s left join lateral find_credential(s.hash) f on true
      where ${within('s')} and (f.tenant_id, f.key_id) is distinct from (s.tenant_id, s.api_key_id)`,
    detail: 'The secret {hint} finds {found}.',
    mend: 'Revoke the key and mint another one.',
  },
  {
    name: 'attachment.engagement',
    meaning: 'A file of a milestone, or of a won deal, is attached within that engagement: it decides who sees it.',
    over: 'attachment',
    sql: `select a.id, a.engagement_id as stored, coalesce(m.engagement_id, e.id) as expected from attachment a
      left join milestone m on m.tenant_id = a.tenant_id and m.id = a.milestone_id
      left join engagement e on e.tenant_id = a.tenant_id and e.deal_id = a.deal_id
      where ${within('a')} and (a.milestone_id is not null or a.deal_id is not null) and a.engagement_id is distinct from coalesce(m.engagement_id, e.id)`,
    detail: 'The file is attached within {stored}, but belongs to {expected}.',
    mend: 'Detach the file and attach it again.',
  },
  {
    name: 'engagement_share.company',
    meaning: 'An engagement is shared with contacts of its company.',
    over: 'engagement_share',
    sql: `select s.engagement_id as id, 'engagement' as "of", s.contact_id as contact, c.company_id as contact_company, e.company_id as company from engagement_share s
      join contact c on c.tenant_id = s.tenant_id and c.id = s.contact_id join engagement e on e.tenant_id = s.tenant_id and e.id = s.engagement_id
      where ${within('s')} and c.company_id <> e.company_id`,
    detail: 'It is shared with {contact} of {contact_company}, but is for {company}.',
    mend: 'Unshare it at once, and see in the audit trail what the contact did.',
  },
]
