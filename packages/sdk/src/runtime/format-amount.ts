// ISO 4217, all that have not two digits. Not Intl, which differs between engines and their versions.
const DIGITS: [number, string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
]

/** How many digits a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. Unknown codes have 2. */
export function currencyDigits(currency: string): number {
  return DIGITS.find(([, codes]) => currency !== '' && codes.includes(currency))?.[0] ?? 2
}

/** Minor units as text, without the currency: 1662138 EUR → `16,621.38`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}${whole}${digits ? `.${text.slice(-digits)}` : ''}`
}
