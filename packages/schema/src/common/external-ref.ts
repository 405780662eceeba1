import { z } from 'zod'
import { isStorable } from './text.ts'

const part = (max: number) =>
  z.string().min(1).max(max).refine(isStorable, 'It holds a character that cannot be stored.')

export const externalRef = z
  .strictObject({
    system: part(60).describe('The other system, in your words: `ledger`, `xero`.'),
    id: part(200).describe('The record’s id there. Unique per system and kind of record.'),
  })
  .meta({
    id: 'ExternalRef',
    description: 'The same record in another system. Upsert by it.',
    example: { system: 'ledger', id: 'C-1042' },
  })
