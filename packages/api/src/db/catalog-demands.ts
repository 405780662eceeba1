/** What the design demands of the database itself, asked of its catalogue: whoever may read that may ask. */

export interface CatalogDemand {
  /** What holds, as a sentence. */
  meaning: string
  /** Answers the names of what breaks it; runs as any login. */
  sql: string
  mend: string
}

/** Tables with a tenant_id that are not under its policy, and why. */
export const NOT_BY_TENANT = {
  credential: 'found by a hash before the tenant is known; no grant at all',
  event_counter: 'one query a second finds what is new of all tenants; it holds nothing else',
  platform_audit: 'the platform’s own; tenant_id only says of whom it tells',
}

/** What the app only adds to. */
export const INSERT_ONLY = [
  'audit_entry',
  'change',
  'event',
  'approval_evidence',
  'issued_document',
  'journal_entry',
  'journal_line',
]

const APP = 'agencyops_app'
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

export const tables = `select c.oid, c.relname as name, c.relrowsecurity, c.relforcerowsecurity, c.relowner, c.relkind, c.relispartition, c.relacl from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
export const tablesOfTenants = `select t.* from (${tables}) t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
  where t.name not in (${listed(Object.keys(NOT_BY_TENANT))})`

const TENANT_POLICY = `select 1 from pg_policy p where p.polrelid = t.oid and p.polcmd = '*'
  and pg_get_expr(p.polqual, p.polrelid) like '%tenant_id = %app.tenant_id%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%tenant_id = %app.tenant_id%'`

export const catalogDemands = {
  row_security: {
    meaning:
      'Row-level security is forced on every table of a tenant, and on all else that the app reads but counters and migrations.',
    sql: `select name from (${tablesOfTenants}) t where not (relrowsecurity and relforcerowsecurity)
      union select name from (${tables}) t where has_table_privilege('${APP}', t.oid, 'select') and not (relrowsecurity and relforcerowsecurity)
        and name not in ('event_counter', 'migration')`,
    mend: 'ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY.',
  },
  policy: {
    meaning: 'Every table of a tenant has one policy, which compares tenant_id both ways.',
    sql: `select name from (${tablesOfTenants}) t where not exists (${TENANT_POLICY})
      or (select count(*) from pg_policy p where p.polrelid = t.oid) <> 1`,
    mend: 'Drop what was added, and make the policy of its migration again.',
  },
  owner: {
    meaning: 'Neither the app nor a superuser owns a table; the app’s role is no superuser and bypasses nothing.',
    sql: `select t.name from (${tables}) t join pg_roles r on r.oid = t.relowner where r.rolsuper or r.rolbypassrls or r.rolname = '${APP}'
      union select rolname from pg_roles where rolname = '${APP}' and (rolsuper or rolbypassrls)`,
    mend: 'ALTER TABLE … OWNER TO the role that migrates; ALTER ROLE … NOSUPERUSER NOBYPASSRLS.',
  },
  views: {
    meaning: 'No view, materialised view or partition leads the app around a policy.',
    sql: `select relname as name from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm'
        or (relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions) or 'security_invoker=on' = any(reloptions), false)))
      union select name from (${tables}) t where relispartition and has_table_privilege('${APP}', t.oid, 'select')`,
    mend: 'Drop the view, or make it WITH (security_invoker = true); revoke the partition from the app.',
  },
  definers: {
    meaning: 'Two functions run with their owner’s rights, closed to PUBLIC, with a search path of their own.',
    sql: `select p.proname as name from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace
      and (p.proname not in ('find_credential', 'keep_api_key_credential') or p.proacl is null
        or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) or not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false))`,
    mend: 'Drop the function, or REVOKE ALL … FROM PUBLIC and SET search_path = pg_catalog, pg_temp.',
  },
  grants: {
    meaning:
      'The app adds to evidence and changes none of it, never reads credentials, truncates, refers to, triggers or creates anything; PUBLIC has nothing.',
    sql: `select distinct t.name from (${tables}) t cross join lateral aclexplode(t.relacl) a left join pg_roles r on r.oid = a.grantee
      where a.grantee = 0 or (r.rolname = '${APP}' and (a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        or t.name = 'credential' or (t.name in (${listed(INSERT_ONLY)}) and a.privilege_type not in ('SELECT', 'INSERT'))))
      union select t.name from (${tables}) t join pg_attribute c on c.attrelid = t.oid cross join lateral aclexplode(c.attacl) a join pg_roles r on r.oid = a.grantee
        where r.rolname = '${APP}' and t.name in (${listed([...INSERT_ONLY, 'credential'])})
      union select 'schema public' where has_schema_privilege('${APP}', 'public', 'create')`,
    mend: 'Revoke what a migration did not grant.',
  },
  keys: {
    meaning:
      'Every key, unique index and foreign key of a tenant’s table begins with tenant_id, and points at the tenant’s own rows.',
    sql: `select t.name || '.' || k.conname as name from (${tablesOfTenants}) t join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'f', 'x')
        where not exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnum = k.conkey[1])
      union select i.indexrelid::regclass::text from (${tablesOfTenants}) t join pg_index i on i.indrelid = t.oid and i.indisunique
        where not exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnum = i.indkey[0])
      union select t.name || '.' || k.conname from (${tablesOfTenants}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
        join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
        where f.attname <> 'tenant_id' and k.confrelid <> 'public.tenant'::regclass
      union select conrelid::regclass || '.' || conname from pg_constraint where contype = 'f' and confdeltype = 'n' and confdelsetcols is null`,
    mend: 'Make the key again with tenant_id first.',
  },
  in_force: {
    meaning: 'Every constraint was validated, every index is valid, and every trigger fires.',
    sql: `select conrelid::regclass || '.' || conname as name from pg_constraint where connamespace = 'public'::regnamespace and not convalidated
      union select tgrelid::regclass || '.' || tgname from pg_trigger t join (${tables}) c on c.oid = t.tgrelid where tgenabled not in ('O', 'A')
      union select indexrelid::regclass::text from pg_index i join (${tables}) c on c.oid = i.indrelid where not i.indisvalid`,
    mend: 'ALTER TABLE … VALIDATE CONSTRAINT; ENABLE TRIGGER ALL; REINDEX. Then run this once more.',
  },
} as const satisfies Record<string, CatalogDemand>

/** Foreign keys of tenants' tables to each other: the child's table and column, and the parent's table. */
export const tenantReferences = `select t.name as child, a.attname as column, p.relname as parent from (${tablesOfTenants}) t
  join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join pg_class p on p.oid = k.confrelid
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[2]
  where cardinality(k.conkey) = 2 and exists (select 1 from pg_attribute i where i.attrelid = t.oid and i.attname = 'id' and not i.attisdropped)
    and exists (select 1 from (${tablesOfTenants}) o where o.oid = p.oid) and has_table_privilege(t.oid, 'select') and has_table_privilege(p.oid, 'select')
  order by 1, 2`
