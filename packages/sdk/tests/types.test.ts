import { expectTypeOf, test } from 'vitest'
import { type AnyApiError, ApiError, type Call, connect } from '../src/index.ts'
import type { ListCall } from '../src/runtime/list-call.ts'
import { deals } from './generated/areas/deals.ts'
import type { Company, Deal, DealId, DealWon, InvoiceId } from './generated/types.ts'
import { testClient } from './support/client.ts'

// Nothing here is sent: calls that nobody awaits stay unsent.
const { client } = testClient({})
const id = 'deal_1' satisfies DealId
const invoiceId = 'invoice_1' as InvoiceId

test('an id of another record does not compile', () => {
  expectTypeOf<DealId>().toEqualTypeOf<`deal_${string}`>()
  expectTypeOf(client.deals.win).parameter(0).toEqualTypeOf<DealId>()
  // @ts-expect-error an invoice is no deal
  client.deals.win(invoiceId)
  client.trace.get(invoiceId)
  client.trace.get(id)
})

test('bodies are strict, defaults are optional, and a body without required members may be left out', () => {
  client.deals.win(id)
  client.deals.create({ name: 'a', company_id: 'company_1' })
  // @ts-expect-error company is no member
  client.deals.create({ name: 'a', company_id: 'company_1', company: 'x' })
  // @ts-expect-error the body is required
  client.deals.create()
  // @ts-expect-error the filter has closed values
  client.deals.list({ status: ['opne'] })
})

test('what an operation demands or does not know is known', () => {
  client.invoices.issue(invoiceId, {}, { ifMatch: 3 })
  // @ts-expect-error If-Match is demanded
  client.invoices.issue(invoiceId)
  client.deals.win(id, {}, { dryRun: true })
  // @ts-expect-error this operation has no dry run
  client.deals.archive(id, {}, { dryRun: true })
})

test('answers have their types: open enums, lists, expansions', () => {
  expectTypeOf(client.deals.win(id)).toExtend<Call<DealWon, string>>()
  expectTypeOf<Deal['status']>().toEqualTypeOf<'open' | 'won' | 'lost' | (string & {})>()
  expectTypeOf<Deal['close_on']>().toEqualTypeOf<string | null>()
  expectTypeOf(client.deals.list()).toExtend<ListCall<Deal, string>>()
  expectTypeOf<Deal['company']>().toEqualTypeOf<Company | undefined>()
  const expanded = client.deals.list({ expand: ['company'] }).toArray
  expectTypeOf<Awaited<ReturnType<typeof expanded>>[number]['company']>().toEqualTypeOf<Company>()
  // @ts-expect-error nothing of this name can be expanded
  client.deals.list({ expand: ['owner'] })
})

test('a code narrows its problem', () => {
  const error = null as unknown
  if (ApiError.is(error)) {
    expectTypeOf(error).toEqualTypeOf<AnyApiError>()
    // @ts-expect-error legal_moves exists for illegal_move only
    void error.problem.legal_moves
    if (error.code === 'illegal_move') expectTypeOf(error.problem.legal_moves).toEqualTypeOf<string[]>()
  }
  const read = async () => {
    const { data, problem } = await client.deals.win(id).result()
    if (!problem) return expectTypeOf(data).toEqualTypeOf<DealWon>()
    // @ts-expect-error winning does not answer this code
    void (problem.code === 'cursor_mismatch')
    if (problem.code === 'illegal_move') expectTypeOf(problem.legal_moves).toEqualTypeOf<string[]>()
    return undefined
  }
  expectTypeOf(read).toBeFunction()
})

test('a small client has the areas that it was given', () => {
  const small = connect({ apiKey: 'a' }, { deals })
  expectTypeOf(small.deals).toEqualTypeOf(client.deals)
  // @ts-expect-error invoices were not given
  void small.invoices
})
