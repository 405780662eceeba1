import { z } from 'zod'
import { type Id, type IdPrefix, idPrefixes } from '../common/index.ts'

/** The id of a record of any kind. */
export const recordId = z
  .string()
  .regex(new RegExp(`^(${idPrefixes.join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}$`), 'Give the id of a record.')
  .meta({
    id: 'RecordId',
    description: 'The id of a record of any kind; its beginning tells which.',
    example: 'deal_01m86d72r0fkxt9zq4c7w2h5nb',
  }) as unknown as z.ZodType<Id<IdPrefix>, Id<IdPrefix>>
