/** A deal from pitch to won, as tests of what comes after need it. */
import type { TestAnswer, TestTenant } from './harness.ts'

type Body = TestAnswer['body']

function created({ status, body }: TestAnswer): Body {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

export interface WonEngagement {
  company: Body
  deal: Body
  engagement: Body
  won: Body
}

/** The company, its deal of EUR 5,234.38 with two scope items, and the engagement that its win opened. */
export async function winEngagement(tenant: TestTenant, more: Record<string, unknown> = {}): Promise<WonEngagement> {
  const company = created(await tenant.post('/v1/companies', { name: 'Oakmere Ferries' }))
  const deal = created(
    await tenant.post('/v1/deals', {
      name: 'Timetable relaunch',
      company_id: company.id,
      currency: 'EUR',
      scope_items: [
        { key: 'design', name: 'Design', quantity: '1', unit_price: '4800', tax_category: 'S', tax_percent: '21' },
        { key: 'print', name: 'Print', quantity: '1250', unit_price: '0.3475', tax_category: 'S', tax_percent: '9' },
      ],
      ...more,
    }),
  )
  const won = created(await tenant.post(`/v1/deals/${deal.id}/win`))
  return { company, deal: won.deal, engagement: won.engagement, won }
}

let made = 0

/** A contact of the company with an address of its own. */
export async function makeContact(
  tenant: TestTenant,
  companyId: string,
  more: Record<string, unknown> = {},
): Promise<Body> {
  const email = `contact${++made}@client.example`
  return created(await tenant.post('/v1/contacts', { company_id: companyId, name: `Ada ${made}`, email, ...more }))
}
