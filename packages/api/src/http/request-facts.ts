/** What a request says of itself. */
import { randomBytes } from 'node:crypto'
import type { RequestFacts } from './operation.ts'

// What has the form of a key is none: it would stand in every log.
const REQUEST_ID = /^(?!ao_|whsec_)[\w-]{8,64}$/

// Unique without a random number for each request: one for the process, then a count.
const PROCESS_ID = randomBytes(6).toString('hex')
let count = 0

/** An id that the caller gave counts where it has a safe form. */
export function requestFacts(request: Request, remoteAddress: string | null, trustedProxies: number): RequestFacts {
  const given = request.headers.get('x-request-id')
  return {
    id: given && REQUEST_ID.test(given) ? given : `req_${PROCESS_ID}${(++count).toString(36).padStart(6, '0')}`,
    address: clientAddress(request, remoteAddress, trustedProxies),
    userAgent: request.headers.get('user-agent')?.slice(0, 500) ?? null,
    header: (name) => request.headers.get(name),
  }
}

/** Each trusted proxy appended the address that it saw: count as many from the right, and believe nothing further left. */
function clientAddress(request: Request, remoteAddress: string | null, trustedProxies: number): string | null {
  if (trustedProxies === 0) return remoteAddress
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  return forwarded.filter((part) => part !== '').at(-trustedProxies) ?? remoteAddress
}
