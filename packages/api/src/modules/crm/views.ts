/** Rows → wire, of this area. */
import type { company } from '@agencyops/schema'
import type { z } from 'zod'
import { toWire } from '../../db/row.ts'
import { externalRefView } from '../../http/external-ref.ts'
import type { CompanyRow } from './tables.ts'

export function companyView(row: CompanyRow): z.infer<typeof company> {
  return {
    id: toWire('company', row.id),
    name: row.name,
    status: row.status,
    address: row.address,
    tax_number: row.tax_number,
    registration_number: row.registration_number,
    website: row.website,
    notes: row.notes,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}
