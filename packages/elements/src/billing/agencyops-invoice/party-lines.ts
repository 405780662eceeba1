import type { PortalInvoice } from '@agencyops/sdk'

type Address = NonNullable<PortalInvoice['seller']['address']>

// Where the code stands behind the place; elsewhere it stands before it.
const CODE_LAST = 'US CA GB AU NZ IE IN ZA SG HK'

/** An address as it is written on a letter, line by line; `countryName` names a country by its code. */
export function addressLines(address: Address | null, countryName: (code: string) => string): string[] {
  if (!address) return []
  const { line1, line2, city, postal_code: code, region, country } = address
  const place = [city, region].filter(Boolean).join(', ')
  const placed = country && CODE_LAST.includes(country) ? [place, code] : [code, place]
  return [line1, line2, placed.filter(Boolean).join(' '), country && countryName(country)].filter(
    (line): line is string => Boolean(line),
  )
}

/** An IBAN in groups of four, as banks print it; other texts as they are. */
export function groupedIban(iban: string): string {
  return iban.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ')
}
