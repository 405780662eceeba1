import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkBoundaries } from './check-boundaries.ts'

const API = 'packages/api/src'
const CRM = `${API}/modules/crm`
const TABLES = {
  [`${CRM}/tables.ts`]: 'export interface CrmTables {\n  deal: DealTable\n}\n',
  [`${API}/modules/billing/tables.ts`]: 'export interface BillingTables {\n  invoice: InvoiceTable\n}\n',
}

let root: string | undefined
afterEach(() => {
  if (root) rmSync(root, { recursive: true })
  root = undefined
})

/** The faults of a tree that holds these files, as `message` lists. */
function faults(files: Record<string, string>): string[] {
  root = mkdtempSync(path.join(os.tmpdir(), 'agencyops-boundaries-'))
  for (const [file, text] of Object.entries({ ...TABLES, ...files })) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  return checkBoundaries(root).map(({ message }) => message)
}

test('a tree in which every arrow runs forward has no fault', () => {
  const files = {
    'packages/schema/src/index.ts': `import { z } from 'zod'`,
    'packages/elements/src/index.ts': `import { html } from 'lit'\nimport { deals } from '@agencyops/sdk/deals'`,
    'examples/mount/index.ts': `import { createApp } from '@agencyops/api'`,
    [`${API}/db/tables.ts`]: `import type { CrmTables } from '../modules/crm/tables.ts'`,
    [`${API}/db/clock.ts`]: `export const now = () => Date.now()`,
    [`${API}/modules/index.ts`]: `import { crm } from './crm/index.ts'`,
    [`${API}/modules/billing/actions/bill.ts`]: `import { getDeal } from '../../crm/index.ts'\nimport { total } from '../rules/total.ts'`,
    [`${API}/modules/billing/rules/total.ts`]: `import { sum } from '../../../primitives/decimal.ts'`,
    [`${API}/modules/billing/rules/total.test.ts`]: `import { test } from 'vitest'\nconst at = new Date()`,
    [`${API}/modules/billing/queries/invoices.ts`]: `query.selectFrom('invoice').innerJoin('deal', 'a', 'b'); query.updateTable('invoice'); say('Work from now on')`,
    [`${API}/server.ts`]: `export const answer = () => app.fetch(request)`,
  }
  expect(faults(files)).toEqual([])
})

const planted: [what: string, file: string, text: string, message: string][] = [
  ['schema importing more than zod', 'packages/schema/src/a.ts', `import 'hono'`, 'schema imports zod only, not hono'],
  ['schema importing the api', 'packages/schema/src/a.ts', `import '@agencyops/api'`, 'schema must not import api'],
  ['the api importing the sdk', `${API}/a.ts`, `import '@agencyops/sdk'`, 'api must not import sdk'],
  ['the sdk importing schema', 'packages/sdk/src/a.ts', `import '@agencyops/schema'`, 'sdk must not import schema'],
  ['the sdk importing zod', 'packages/sdk/src/a.ts', `import 'zod'`, 'sdk must not import zod'],
  [
    'elements importing schema',
    'packages/elements/src/a.ts',
    `import '@agencyops/schema'`,
    'elements must not import schema',
  ],
  [
    'elements importing more than lit',
    'packages/elements/src/a.ts',
    `import 'zod'`,
    'elements imports lit only, not zod',
  ],
  ['an example importing schema', 'examples/a/a.ts', `import '@agencyops/schema'`, 'examples must not import schema'],
  ['built code', `${API}/a.ts`, `import '../dist/b.js'`, 'imports built code, ../dist/b.js'],
  [
    'a path into another package',
    `${API}/a.ts`,
    `import '../../schema/src/b.ts'`,
    'reaches into schema by a path; import the package',
  ],
  [
    'http knowing an area',
    `${API}/http/a.ts`,
    `import '../modules/crm/index.ts'`,
    'http knows no area, but imports crm',
  ],
  ['db knowing the list of areas', `${API}/db/a.ts`, `import '../modules/index.ts'`, 'db knows no area'],
  [
    'outbox knowing an area',
    `${API}/outbox/a.ts`,
    `import '../modules/crm/tables.ts'`,
    'outbox knows no area, but imports crm',
  ],
  [
    'a primitive importing http',
    `${API}/primitives/a.ts`,
    `import '../http/b.ts'`,
    'primitives import only primitives',
  ],
  [
    'an area importing upward',
    `${CRM}/actions/a.ts`,
    `import '../../billing/index.ts'`,
    'crm does not stand above billing',
  ],
  [
    'an area importing its neighbour',
    `${API}/modules/delivery/actions/a.ts`,
    `import '../../embed/index.ts'`,
    'delivery does not stand above embed',
  ],
  [
    'an area entering another past its door',
    `${API}/modules/billing/actions/a.ts`,
    `import '../../crm/queries/deals.ts'`,
    'enters crm past its door, index.ts',
  ],
  ['an area that the design does not have', `${API}/modules/misc/a.ts`, '', 'misc is no area of the design'],
  [
    'an area importing the list',
    `${CRM}/actions/a.ts`,
    `import '../../index.ts'`,
    'an area does not know the list of areas',
  ],
  ['an area importing its own door', `${CRM}/actions/a.ts`, `import '../index.ts'`, 'imports its own door'],
  ['a route importing a rule', `${CRM}/routes/a.ts`, `import '../rules/b.ts'`, 'routes must not import rules'],
  ['a query importing an action', `${CRM}/queries/a.ts`, `import '../actions/b.ts'`, 'queries must not import actions'],
  ['an action importing a route', `${CRM}/actions/a.ts`, `import '../routes/b.ts'`, 'actions must not import routes'],
  [
    'a query importing views',
    `${CRM}/queries/a.ts`,
    `import '../views.ts'`,
    'queries must not import views: only routes and actions do',
  ],
  [
    'a rule importing SQL',
    `${CRM}/rules/a.ts`,
    `import { sql } from 'kysely'`,
    'a rule imports primitives and its own rules only, not kysely',
  ],
  [
    'a rule importing a query’s types',
    `${CRM}/rules/a.ts`,
    `import type { B } from '../tables.ts'`,
    'a rule imports primitives and its own rules only, not ../tables.ts',
  ],
  [
    'a dynamic import past a door',
    `${API}/modules/billing/actions/a.ts`,
    `await import('../../crm/views.ts')`,
    'enters crm past its door, index.ts',
  ],
  ['SQL in a route', `${CRM}/routes/a.ts`, `query.selectFrom('deal')`, 'routes hold no SQL (selectFrom)'],
  [
    'writing another area’s table',
    `${API}/modules/billing/queries/a.ts`,
    `query.updateTable('deal')`,
    'writes deal, which belongs to crm',
  ],
  [
    'writing another area’s table as a whole row',
    `${API}/modules/billing/actions/a.ts`,
    `work.later(insertRow('deal', row))`,
    'writes deal, which belongs to crm',
  ],
  [
    'writing another area’s table in raw SQL',
    `${API}/modules/billing/queries/a.ts`,
    'sql`delete from deal where true`',
    'writes deal, which belongs to crm',
  ],
  [
    'reading a table of an area above',
    `${CRM}/queries/a.ts`,
    `query.selectFrom('invoice as i')`,
    'reads invoice as i of billing, which does not stand below',
  ],
  [
    'reading a table of an area above in raw SQL',
    `${CRM}/queries/a.ts`,
    'sql`exists (select 1 from invoice)`',
    'reads invoice of billing, which does not stand below',
  ],
  [
    'new Date()',
    `${CRM}/actions/a.ts`,
    'new Date()',
    "new Date() reads the machine's clock: take the time as an argument",
  ],
  ['Date.now', `${API}/outbox/a.ts`, 'Date.now()', "Date.now reads the machine's clock: take the time as an argument"],
  [
    'Temporal.Now',
    `${API}/primitives/a.ts`,
    'Temporal.Now.instant()',
    "Temporal.Now reads the machine's clock: take the time as an argument",
  ],
  [
    'performance',
    `${CRM}/actions/a.ts`,
    'performance.now()',
    "performance reads the machine's clock: take the time as an argument",
  ],
  [
    'now() in SQL',
    `${CRM}/queries/a.ts`,
    'sql`closed_at > now()`',
    "now() in SQL reads the machine's clock: pass the time in",
  ],
  [
    'current_date in SQL',
    `${CRM}/queries/a.ts`,
    'sql`due_on < current_date`',
    "current_date in SQL reads the machine's clock: pass the time in",
  ],
  ['fetch', `${CRM}/actions/a.ts`, `await fetch('https://a.example')`, 'fetch is called in outbound/ only'],
  ['node:http', `${API}/storage/a.ts`, `import http from 'node:http'`, 'node:http is used in outbound/ only'],
]

test.each(planted)('%s is a fault', (_what, file, text, message) => {
  expect(faults({ [file]: `${text}\n` })).toContain(message)
})

test('the fault says its file and line', () => {
  faults({ [`${CRM}/actions/a.ts`]: '\n\nDate.now()\n' })
  expect(checkBoundaries(root as string)).toMatchObject([{ file: `${CRM}/actions/a.ts`, line: 3 }])
})

test('a second example that mounts the server is a fault', () => {
  const mount = `import { createApp } from '@agencyops/api'`
  expect(faults({ 'examples/a/a.ts': mount, 'examples/b/b.ts': mount })).toEqual([
    'one example mounts the server, not 2: a, b',
  ])
})

test('this workspace has no fault', () => {
  expect(checkBoundaries(path.join(import.meta.dirname, '..'))).toEqual([])
})
