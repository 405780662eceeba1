import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const fields = ['name', 'company_id', 'currency', 'scope_items', 'planned_milestones', 'due_on', 'stage_id', 'id']

test.each([
  ['curency', 'currency'],
  ['currecny', 'currency'],
  ['Currency', 'currency'],
  ['naem', 'name'],
  ['scope_item', 'scope_items'],
  ['scopeItems', 'scope_items'],
  ['companyId', 'company_id'],
  ['company', 'company_id'],
  ['milestones', 'planned_milestones'],
  ['stage', 'stage_id'],
  ['due', 'due_on'],
  ['names', 'name'],
  ['name_text', 'name'],
])('%s is near %s', (word, name) => {
  expect(nearest(word, fields)).toBe(name)
})

test.each(['', 'x'.repeat(65), 'colour', 'zzz', 'probability'])('%j is near none', (word) => {
  expect(nearest(word, fields)).toBeUndefined()
})

test('one slip is nearer than a longer name, and the id is nearer than other longer names', () => {
  expect(nearest('name', ['company_name', 'names'])).toBe('names')
  expect(nearest('company', ['company_name', 'company_id'])).toBe('company_id')
  expect(nearest('tax', ['tax_rate', 'tax_percent'])).toBeUndefined()
  expect(nearest('sent', ['send', 'rent'])).toBe('send')
})
