import { expect, it } from 'vitest'
import { z } from 'zod'
import * as vocabulary from './index.ts'

const shown = Object.values(vocabulary).flatMap((value) => {
  if (!(value instanceof z.ZodType)) return []
  const { id, example } = value.meta() ?? {}
  return example === undefined ? [] : [[id as string, value, example] as const]
})

it.each(shown)('the example of %s is what it describes', (_, schema, example) => {
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema
  expect(strict.safeParse(example).error?.issues ?? []).toEqual([])
})

it('every record that has an id and a version shows an example', () => {
  const records = Object.values(vocabulary).filter(
    (value) => value instanceof z.ZodObject && 'id' in value.shape && 'version' in value.shape && value.meta()?.id,
  ) as z.ZodObject[]
  const derived =
    /^(Portal|ApiKeyDetail|ApiKeyWithSecret|CompanyCreated|MemberCreated|CreditNoteSummary|PaymentWithAllocations)/
  const bare = records.map((schema) => schema.meta() ?? {}).filter(({ example }) => example === undefined)
  expect(bare.map(({ id }) => id as string).filter((id) => !derived.test(id))).toEqual([])
})
