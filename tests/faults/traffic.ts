/** Clients that write and repeat what failed with the same idempotency key, and a look at what became of it. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { expectHealthy } from '../../packages/api/src/testing/expect-healthy.ts'
import type { Harness, TestTenant } from '../../packages/api/src/testing/harness.ts'

export interface Traffic {
  /** Names of companies and numbers of invoices that a client was told of. */
  companies: string[]
  invoices: Map<string, string>
  acknowledged: number
  /** Answers of 5xx and connections that broke. */
  failures: number
  /** Resolves once so many writes were acknowledged since the start. */
  until(acknowledged: number): Promise<void>
  stop(): Promise<void>
}

/** `urls` is asked before every try: processes come and go. */
export async function startTraffic(
  tenant: TestTenant,
  urls: () => readonly string[],
  clients: number,
): Promise<Traffic> {
  const company = (await tenant.post('/v1/companies', { name: 'The client' })).body.id
  const waiting: { count: number; resolve: () => void }[] = []
  const companies: string[] = []
  const invoices = new Map<string, string>()
  let stopped = false
  let failures = 0
  let tries = 0

  const count = () => companies.length + invoices.size
  function acknowledge(): void {
    for (const one of waiting) if (count() >= one.count) one.resolve()
  }

  /** Tries until it is answered: at another process each time, with one key. */
  async function write(path: string, body: object) {
    const headers = {
      Authorization: `Bearer ${tenant.key}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      'If-Match': '*',
    }
    for (;;) {
      const all = urls()
      const url = all[tries++ % all.length]
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
        .then(async (response) => ({ status: response.status, body: JSON.parse(await response.text()) }))
        .catch(() => undefined)
      if (answer && answer.status < 300) return answer.body
      const again = !answer || answer.status >= 500 || answer.body.code === 'idempotency_in_flight'
      if (!again) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
      failures++
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async function client(index: number): Promise<void> {
    for (let turn = 0; !stopped; turn++) {
      if ((index + turn) % 2 === 0) {
        const name = `Company ${index}-${turn}`
        await write('/v1/companies', { name })
        companies.push(name)
      } else {
        const lines = [{ description: 'Work', quantity: '1', unit_price: '100', tax_percent: '21' }]
        const draft = await write('/v1/invoices', { company_id: company, lines })
        const issued = await write(`/v1/invoices/${draft.id}/issue`, {})
        invoices.set(issued.id, issued.number)
      }
      acknowledge()
    }
  }

  const running = Array.from({ length: clients }, (_, index) => client(index))
  const failed = Promise.all(running)
  failed.catch(() => undefined)
  return {
    companies,
    invoices,
    get acknowledged() {
      return count()
    },
    get failures() {
      return failures
    },
    until: (wanted) =>
      Promise.race([
        new Promise<void>((resolve) => waiting.push({ count: wanted, resolve })),
        failed.then(() => undefined),
      ]),
    async stop() {
      stopped = true
      await failed
    },
  }
}

/** Throws unless everything acknowledged is there once, numbers and the feed have no gap, and the doctor finds nothing. */
export async function expectNothingLost(harness: Harness, tenant: TestTenant, traffic: Traffic): Promise<void> {
  const rows = await harness.admin<{ name: string }>('select name from company where tenant_id = $1', [tenant.tenantId])
  const names = rows.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(traffic.companies))

  const issued = await harness.admin<{ n: number; number: string }>(
    'select series_number as n, number from invoice where tenant_id = $1 and number is not null order by series_number',
    [tenant.tenantId],
  )
  expect(issued.map(({ n }) => n)).toEqual(issued.map((_, index) => index + 1))
  expect(issued.map(({ number }) => number)).toEqual(expect.arrayContaining([...traffic.invoices.values()]))
  expect(new Set(traffic.invoices.values()).size).toBe(traffic.invoices.size)

  const told = await readFeed(tenant)
  expect(told.map(({ position }) => position)).toEqual(told.map((_, index) => index + 1))
  const made = told.filter(({ type }) => type === 'company.created')
  expect(made).toHaveLength(names.length)
  expect(told.filter(({ type }) => type === 'invoice.issued')).toHaveLength(issued.length)
  await expectHealthy(harness, tenant)
}

async function readFeed(tenant: TestTenant): Promise<{ position: number; type: string }[]> {
  const events: { position: number; type: string }[] = []
  let after = ''
  for (;;) {
    const { status, body } = await tenant.get(`/v1/events?limit=200${after && `&after=${after}`}`)
    expect(status).toBe(200)
    events.push(...body.data)
    if (!body.has_more) return events
    after = body.next_cursor
  }
}
