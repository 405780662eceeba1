/**
 * Follows one published invoice from pitch to payment and prints the way of the money.
 *
 *     AGENCYOPS_PLATFORM_KEY=ao_platform_… AGENCYOPS_BASE_URL=http://127.0.0.1:8787 npm start
 *
 * `npm start` at the top of the project serves an API; its platform key stands in .agencyops/platform-key.
 */
import { AgencyOps, printTrace } from '@agencyops/sdk'
import { followTheDollar } from './follow-the-dollar.ts'

const apiKey = process.env.AGENCYOPS_PLATFORM_KEY
const baseUrl = process.env.AGENCYOPS_BASE_URL ?? 'http://127.0.0.1:8787'
if (!apiKey) {
  console.error('Set AGENCYOPS_PLATFORM_KEY to a platform key.')
  process.exit(2)
}
const { issued, trace } = await followTheDollar(new AgencyOps({ apiKey, baseUrl }), baseUrl)
console.log(printTrace(trace))
for (const { percent, taxable, tax } of issued.taxes) {
  console.log(`tax ${percent} % of ${(taxable.amount / 100).toFixed(2)} = ${(tax.amount / 100).toFixed(2)}`)
}
