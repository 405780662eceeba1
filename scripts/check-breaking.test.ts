import { expect, test } from 'vitest'
import { breakingChanges } from './check-breaking.ts'

type Schema = Record<string, unknown>

function document(answer: Schema, body: Schema, path = '/v1/deals') {
  const json = (schema: Schema) => ({ 'application/json': { schema } })
  const post = {
    operationId: 'createDeal',
    requestBody: { content: json({ $ref: '#/components/schemas/DealCreate' }) },
    responses: { 201: { description: 'The deal.', content: json({ $ref: '#/components/schemas/Deal' }) } },
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Deals', version: '1' },
    paths: { [path]: { post } },
    components: { schemas: { Deal: answer, DealCreate: body } },
  }
}

const text = { type: 'string' }
const deal = { type: 'object', properties: { id: text, name: text }, required: ['id', 'name'] }
const body = { type: 'object', properties: { name: text, note: text }, required: ['name'] }
const released = document(deal, body)

test('the same document breaks nobody', () => {
  expect(breakingChanges(released, structuredClone(released))).toEqual([])
})

test('a new member of an answer breaks nobody', () => {
  const wider = { ...deal, properties: { ...deal.properties, value: { type: 'integer' } } }
  expect(breakingChanges(released, document(wider, body))).toEqual([])
})

test.each([
  ['an operation that is gone', document(deal, body, '/v1/offers')],
  ['a member of an answer that is gone', document({ ...deal, properties: { id: text }, required: ['id'] }, body)],
  ['a member of a body that becomes required', document(deal, { ...body, required: ['name', 'note'] })],
  ['a member whose type changes', document({ ...deal, properties: { id: text, name: { type: 'integer' } } }, body)],
])('%s breaks a client', (_what, after) => {
  expect(breakingChanges(released, after)).not.toEqual([])
})
