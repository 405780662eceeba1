/** Figures and days as a reader in English sees them. */

export interface Amount {
  amount: number
  currency: string
}

const formats = new Map<string, Intl.NumberFormat>()

export function money({ amount, currency }: Amount): string {
  let format = formats.get(currency)
  if (!format) {
    format = new Intl.NumberFormat('en', { style: 'currency', currency })
    formats.set(currency, format)
  }
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

const dayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

export const day = (date: string) => dayFormat.format(Date.parse(`${date}T00:00:00Z`))

/** `partially_paid` → `partially paid`. */
export const words = (name: string) => name.replaceAll('_', ' ')
