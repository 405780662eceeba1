/** The records of one story, for examples: Quillhaven Studio sells a timetable relaunch to Oakmere Ferries. */
import type { Id, IdPrefix } from './common/id.ts'

/** The id of the story's `nth` record of a kind. */
export function exampleId<P extends IdPrefix>(prefix: P, nth = 1): Id<P> {
  return `${prefix}_01m86d72r0fkxt9zq4c7w2h5n${'0123456789abcdefghjk'.charAt(nth + 10)}` as Id<P>
}

export const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** When a record was made, and that it is at its first version unless told. */
export const exampleStamps = (version = 1, at = '2026-11-25T09:00:00.000Z', updated = at) => ({
  version,
  created_at: at,
  updated_at: updated,
})

/** Seller, buyer and bank account of the documents in examples. */
export const exampleParties = {
  seller: {
    name: 'Quillhaven Studio B.V.',
    address: { line1: 'Weverstraat 4', city: 'Utrecht', postal_code: '3512 AB', country: 'NL' },
    tax_number: 'NL861234567B01',
    registration_number: '68750110',
  },
  buyer: {
    name: 'Oakmere Ferries',
    address: { line1: 'Quay 12', city: 'Rotterdam', postal_code: '3011 AA', country: 'NL' },
    tax_number: 'NL809876543B01',
    registration_number: '24367215',
  },
  bank: { iban: 'NL91ABNA0417164300' },
}
