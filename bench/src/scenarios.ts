/** What is measured, and what each server is asked for it. */
import type { Hono } from 'hono'
import { encodeId } from '../../packages/api/src/primitives/id.ts'
import type { LoadedTenant } from './data.ts'
import type { LoadRequest } from './load.ts'
import { type RecordedStatement, recordStatements } from './record.ts'

export interface Scenario {
  name: string
  connections: number[]
  ours(): LoadRequest
  floor(): LoadRequest
  /** One pair of requests that must be answered by the same bytes. */
  sameBytes?: { ours: LoadRequest; floor: LoadRequest }
}

export interface PreparedWrite {
  statements: RecordedStatement[]
  made: string[]
  subject: string | null
  number: string | null
  key: string
}

const BENCH_KEY = 'bench-key'
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
let count = 0

const authorised = (tenant: LoadedTenant, more: Record<string, string> = {}) => ({
  Authorization: `Bearer ${tenant.key}`,
  ...more,
})
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T
const fresh = () => `${BENCH_KEY}-${++count}`

const newDeal = (tenant: LoadedTenant) =>
  JSON.stringify({
    name: 'Timetable relaunch',
    company_id: encodeId('company', pick(tenant.companies)),
    currency: 'EUR',
    scope_items: [{ name: 'Design', quantity: '1', unit_price: '4800', tax_percent: '21' }],
  })

/** The statements of one request each, recorded from the app itself; the bare server repeats them. */
export async function preparedWrites(app: Hono, data: readonly LoadedTenant[]): Promise<Record<string, PreparedWrite>> {
  const tenant = data[0] as LoadedTenant
  const headers = { ...authorised(tenant), 'Content-Type': 'application/json' }
  const send = async (path: string, body: string, more: Record<string, string> = {}) => {
    const response = await app.request(path, { method: 'POST', headers: { ...headers, ...more }, body })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as { id: string; number?: string }
  }
  // The key's look-up is cached from the first request on.
  await app.request('/v1/deals?limit=1', { headers: authorised(tenant) })
  const prepare = async (
    subject: string | null,
    path: string,
    body: string,
    more?: Record<string, string>,
  ): Promise<PreparedWrite> => {
    const known = new Set([...tenant.companies, ...tenant.deals, ...tenant.stages, ...tenant.drafts])
    let number: string | null = null
    const before = Date.now()
    const key = fresh()
    const statements = await recordStatements(async () => {
      number = (await send(path, body, { 'Idempotency-Key': key, ...more })).number ?? null
    })
    const all = new Set(JSON.stringify(statements).match(UUID) ?? [])
    const made = [...all].filter(
      (id) => !known.has(id) && Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) >= before,
    )
    return { statements, made, subject, number, key }
  }
  const deal = tenant.deals[0] as string
  const draft = tenant.drafts.shift() as string
  return {
    create_deal: await prepare(null, '/v1/deals', newDeal(tenant)),
    move_deal: await prepare(
      deal,
      `/v1/deals/${encodeId('deal', deal)}/move`,
      JSON.stringify({ stage_id: encodeId('stage', tenant.stages[1] as string) }),
    ),
    issue_invoice: await prepare(draft, `/v1/invoices/${encodeId('invoice', draft)}/issue`, '{}', {
      'If-Match': '"1"',
    }),
  }
}

export function scenarios(data: readonly LoadedTenant[]): Scenario[] {
  const first = data[0] as LoadedTenant
  const invoicePath = (id: string) => `/v1/invoices/${encodeId('invoice', id)}`
  const page = '/v1/invoices?status=issued&limit=50'
  const one = (tenant: LoadedTenant, id: string) => ({
    ours: { method: 'GET', path: invoicePath(id), headers: authorised(tenant) },
    floor: { method: 'GET', path: `/invoice/${tenant.tenantId}/${id}` },
  })
  const many = (tenant: LoadedTenant) => ({
    ours: { method: 'GET', path: page, headers: authorised(tenant) },
    floor: { method: 'GET', path: `/page/${tenant.tenantId}` },
  })
  const post = (tenant: LoadedTenant, path: string, body: string, more: Record<string, string> = {}): LoadRequest => ({
    method: 'POST',
    path,
    body,
    headers: authorised(tenant, { 'Idempotency-Key': fresh(), ...more }),
  })
  const bare = (path: string, id = '00000000-0000-7000-8000-000000000000'): LoadRequest => ({
    method: 'POST',
    path: `/${path}/${encodeId('deal', id)}`,
    body: '{}',
  })
  const draftOf = (tenant: LoadedTenant) => {
    const id = tenant.drafts.pop()
    if (id === undefined) throw new Error('the drafts ran out: load more, or measure for less time')
    return id
  }
  const nextTenantWithDrafts = () => data.find((tenant, index) => index > 0 && tenant.drafts.length > 0) ?? first
  return [
    {
      name: 'one invoice with its lines',
      connections: [1, 16],
      ours: () => {
        const tenant = pick(data)
        return one(tenant, pick(tenant.invoices)).ours
      },
      floor: () => {
        const tenant = pick(data)
        return one(tenant, pick(tenant.invoices)).floor
      },
      sameBytes: one(first, first.invoices[0] as string),
    },
    {
      name: 'a page of 50 invoices by status',
      connections: [1, 16],
      ours: () => many(pick(data)).ours,
      floor: () => many(pick(data)).floor,
      sameBytes: many(first),
    },
    {
      name: 'create a deal',
      connections: [1, 16],
      ours: () => {
        const tenant = pick(data)
        return post(tenant, '/v1/deals', newDeal(tenant))
      },
      floor: () => bare('create_deal'),
    },
    {
      name: 'move a stage',
      connections: [1, 16],
      ours: () => {
        const tenant = pick(data)
        const body = JSON.stringify({ stage_id: encodeId('stage', pick(tenant.stages)) })
        return post(tenant, `/v1/deals/${encodeId('deal', pick(tenant.deals))}/move`, body)
      },
      floor: () => bare('move_deal', pick(first.deals)),
    },
    {
      name: 'issue an invoice',
      connections: [1, 16],
      ours: () => {
        const tenant = nextTenantWithDrafts()
        return post(tenant, `${invoicePath(draftOf(tenant))}/issue`, '{}', { 'If-Match': '"1"' })
      },
      floor: () => bare('issue_invoice', draftOf(first)),
    },
  ]
}
