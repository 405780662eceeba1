/** Figures, dates and times as the reader writes them. */
import { currencyDigits } from '@agencyops/sdk/connect'

export interface Money {
  readonly amount: number
  readonly currency: string
}

type Exact = Intl.StringNumericLiteral

/** Minor units in major units as an exact decimal text: 1662138 EUR → `16621.38`. */
export function majorUnits({ amount, currency }: Money): string {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const cut = text.length - digits
  return `${amount < 0 ? '-' : ''}${text.slice(0, cut)}${digits ? `.${text.slice(cut)}` : ''}`
}

export class Format {
  readonly locale: string
  readonly timeZone: string
  readonly #kept = new Map<string, unknown>()

  /** A locale that the browser does not know gives way to English, an unknown zone to UTC. */
  constructor(locale: string, timeZone: string) {
    this.locale = known(() => Intl.getCanonicalLocales(locale)[0]) ?? 'en'
    this.timeZone = known(() => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone) ?? 'UTC'
  }

  /** With its currency: `€16,621.38`. */
  money(money: Money): string {
    const digits = currencyDigits(money.currency)
    const options = {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const
    return this.#number(`money ${money.currency}`, options).format(majorUnits(money) as Exact)
  }

  /** Without its currency, for a column whose head names it: `16,621.38`. */
  amount(money: Money): string {
    const digits = currencyDigits(money.currency)
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return this.#number(`amount ${digits}`, options).format(majorUnits(money) as Exact)
  }

  /** A decimal text with the digits that it has: a quantity, a unit price. */
  decimal(text: string, least = 0): string {
    const options = { minimumFractionDigits: least, maximumFractionDigits: 8 }
    return this.#number(`decimal ${least}`, options).format(text as Exact)
  }

  integer(value: number): string {
    return this.#number('integer', { maximumFractionDigits: 0 }).format(value)
  }

  /** `"21"` → `21%`. */
  percent(text: string): string {
    const options = { style: 'unit', unit: 'percent', maximumFractionDigits: 4 } as const
    return this.#number('percent', options).format(text as Exact)
  }

  /** A calendar date, in no zone: `4 Dec 2026`. */
  date(plain: string, style: 'medium' | 'long' | 'short' = 'medium'): string {
    return this.#dates(`date ${style}`, { dateStyle: style, timeZone: 'UTC' }).format(new Date(`${plain}T00:00:00Z`))
  }

  /** Day and month, for what lies near: `4 Dec`. */
  dayAndMonth(plain: string): string {
    const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
    return this.#dates('day', options).format(new Date(`${plain}T00:00:00Z`))
  }

  /** An instant in the tenant's zone: `4 Dec 2026, 10:12`. */
  instant(at: string): string {
    const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: this.timeZone } as const
    return this.#dates('instant', options).format(new Date(at))
  }

  /** The calendar date of an instant in the tenant's zone: `2026-12-04`. */
  dayOf(at: string): string {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: this.timeZone } as const
    // Swedish writes dates as ISO 8601 does.
    return this.#keep('dayOf', () => new Intl.DateTimeFormat('sv-SE', options)).format(new Date(at))
  }

  /** A number of days: `12d`, or in words. */
  dayCount(days: number, unitDisplay: 'narrow' | 'long' = 'narrow'): string {
    return this.#number(`days ${unitDisplay}`, { style: 'unit', unit: 'day', unitDisplay }).format(days)
  }

  /** The time of day in the tenant's zone. */
  time(at: string | number): string {
    return this.#dates('time', { timeStyle: 'short', timeZone: this.timeZone }).format(new Date(at))
  }

  /** `in 3 days`, `yesterday`. */
  days(from: number): string {
    const make = () => new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' })
    return this.#keep('days', make).format(from, 'day')
  }

  #number(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.#keep(key, () => new Intl.NumberFormat(this.locale, options))
  }

  #dates(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.#keep(key, () => new Intl.DateTimeFormat(this.locale, options))
  }

  #keep<T>(key: string, make: () => T): T {
    const found = (this.#kept.get(key) as T | undefined) ?? make()
    this.#kept.set(key, found)
    return found
  }
}

function known<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
