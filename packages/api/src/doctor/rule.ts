/** What holds of a tenant's rows, as a query that answers those of which it does not. */
import { CURRENCIES } from '../primitives/currencies.ts'

export interface Rule {
  /** `<record>.<what>`; programs compare it, so it stays. */
  name: string
  /** What holds, as a sentence. */
  meaning: string
  /** The table whose rows are walked page by page; `tenant` for what is asked once of the whole tenant. */
  over: string
  /**
   * Answers the rows that break it: `id`, and figures under names of their own. `of` names the table of `id` where that
   * is not `over`. It sees one tenant's rows, and of `over` only those that `within` lets through.
   */
  sql: string
  /** A sentence with figures in braces: `The value is {stored}.` */
  detail: string
  /** What to do about it. */
  mend: string
}

/** Figures of a finding; amounts in minor units. */
export type Figures = Record<string, string | number | boolean | null>

/** The page of the walked table, under its alias: every rule's query but a tenant's has it in its WHERE. */
export const within = (alias: string) => `${alias}.id > $1 and ${alias}.id <= $2`

/** `within` for a child of the alias, so that no join forgets the tenant. */
export const of = (child: string, column: string, parent: string) =>
  `${child}.tenant_id = ${parent}.tenant_id and ${child}.${column} = ${parent}.id`

/** The tenant's now, its today and the machine's now, for rules about time. */
export const NOW = `current_setting('doctor.now')::timestamptz`
export const TODAY = `current_setting('doctor.today')::date`
export const MACHINE_NOW = `current_setting('doctor.machine_now')::timestamptz`
/** Clocks of several machines are never quite one. */
export const SKEW = `interval '1 minute'`

/** The id that the tenant has for others. */
export const TENANT = `(select public_id from tenant where id = current_setting('app.tenant_id')::int)`

/** How many minor units a major unit of the currency has. */
export function unitsOf(currency: string): string {
  const others = ([0, 3, 4] as const).map((digits) => {
    const codes = [...CURRENCIES].flatMap(([code, of]) => (of === digits ? [`'${code}'`] : []))
    return `when ${currency} in (${codes.join(', ')}) then ${10 ** digits}`
  })
  return `case ${others.join(' ')} else 100 end`
}

/** Quantity × unit price in minor units, rounded half away from zero, of a row with both. */
export const priced = (alias: string, currency = `${alias}.currency`) =>
  `round(${alias}.quantity * ${alias}.unit_price * ${unitsOf(currency)})`

/** What the audit trail says last of a record, among these actions. */
export const lastAction = (alias: string, ...actions: string[]) =>
  `(select entry.action from audit_entry entry join change told on told.tenant_id = entry.tenant_id and told.id = entry.change_id
    where ${of('entry', 'subject_id', alias)} and entry.action in (${actions.map((action) => `'${action}'`).join(', ')})
    order by told.position desc, entry.id desc limit 1)`

/** `The value is {stored}.` with its figures filled in. */
export function sentence(detail: string, figures: Figures): string {
  return detail.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(figures[name] ?? 'nothing'))
}
