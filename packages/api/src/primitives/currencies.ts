/** ISO 4217 list one by fraction digits, without metals, bond units, SDR, SUCRE, ADB unit, test and no-currency codes. */
const BY_DIGITS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
    MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR
    ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
} as const

/** How many decimals the major unit of a currency has. */
export type CurrencyDigits = 0 | 2 | 3 | 4

/**
 * Fraction digits by code. The table is our own, because `Intl` follows cash and display habits and differs by
 * version (HUF, IDR, IQD: 0). Codes that ISO has withdrawn lately stay, for the documents that carry them.
 */
export const CURRENCIES: ReadonlyMap<string, CurrencyDigits> = new Map(
  ([0, 2, 3, 4] as const).flatMap((digits) => BY_DIGITS[digits].split(/\s+/).map((code) => [code, digits] as const)),
)
