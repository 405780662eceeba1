/** What tests of billing begin with: companies, issued invoices, payments. */
import { expect } from 'vitest'
import type { TestAnswer, TestTenant } from '../../testing/harness.ts'

export interface LineInput {
  description?: string
  quantity?: string
  unit_price: string
  tax_percent?: string
  tax_category?: string
  exemption_reason?: string
}

export const euros = (amount: number) => ({ amount, currency: 'EUR' })
export const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } })

/** Lines of one net without tax, in whole euros and cents. */
export const untaxed = (price: string): LineInput[] => [{ description: 'Work', unit_price: price, tax_percent: '0' }]

export async function makeCompany(tenant: TestTenant, name = 'Oakmere Ferries'): Promise<string> {
  const { body, status } = await tenant.post('/v1/companies', { name })
  expect(status).toBe(201)
  return body.id
}

export async function draft(
  tenant: TestTenant,
  companyId: string,
  lines: LineInput[],
  more: object = {},
): Promise<TestAnswer['body']> {
  const described = lines.map((line) => ({ description: 'Work', ...line }))
  const { body, status } = await tenant.post('/v1/invoices', { company_id: companyId, lines: described, ...more })
  expect(body.errors ?? body.detail).toBeUndefined()
  expect(status).toBe(201)
  return body
}

export const issue = (tenant: TestTenant, invoice: { id: string; version: number }, body: object = {}) =>
  tenant.post(`/v1/invoices/${invoice.id}/issue`, body, ifMatch(invoice.version))

export async function issued(
  tenant: TestTenant,
  companyId: string,
  lines: LineInput[],
  more: object = {},
): Promise<TestAnswer['body']> {
  const { body, status } = await issue(tenant, await draft(tenant, companyId, lines, more))
  expect(body.errors ?? body.detail).toBeUndefined()
  expect(status).toBe(200)
  return body
}

export async function pay(
  tenant: TestTenant,
  companyId: string,
  amount: number,
  more: object = {},
): Promise<TestAnswer['body']> {
  const { body, status } = await tenant.post('/v1/payments', {
    company_id: companyId,
    received: euros(amount),
    ...more,
  })
  expect(body.errors ?? body.detail).toBeUndefined()
  expect(status).toBe(201)
  return body
}

/** Credits at the invoice's present version. */
export async function credit(tenant: TestTenant, invoiceId: string, body: object): Promise<TestAnswer> {
  const { body: now } = await tenant.get(`/v1/invoices/${invoiceId}`)
  return tenant.post(`/v1/invoices/${invoiceId}/credit`, { reason: 'A mistake', ...body }, ifMatch(now.version))
}
