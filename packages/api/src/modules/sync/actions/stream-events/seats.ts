/** How many streams may be open in this process: for each key or person, for each tenant, and for its clients. */
import { actorKey } from '../../../../http/answer.ts'
import type { Limits } from '../../../../http/deps.ts'
import type { TenantPrincipal } from '../../../../http/principal.ts'
import { ProblemError } from '../../../../http/problem.ts'

const RETRY_AFTER_SECONDS = 10

export interface Seats {
  /** Throws 429 where there is none; answers how to give it back. */
  take(principal: TenantPrincipal): () => void
}

export function createSeats({ streamsPerPrincipal, streamsPerTenant }: Limits): Seats {
  const taken = new Map<string, number>()
  const count = (key: string) => taken.get(key) ?? 0
  const add = (key: string, more: 1 | -1) => {
    const next = count(key) + more
    if (next > 0) taken.set(key, next)
    else taken.delete(key)
  }

  return {
    take(principal) {
      const tenant = `tenant ${principal.tenantId}`
      const limits: [string, number, string][] = [
        [`${tenant} ${actorKey(principal)}`, streamsPerPrincipal, 'This credential'],
        [tenant, streamsPerTenant, 'The tenant'],
      ]
      // Its clients' pages must not shut out the firm itself.
      if (principal.kind === 'contact') limits.push([`${tenant} clients`, streamsPerTenant / 2, 'The tenant'])
      for (const [key, limit, who] of limits) {
        if (count(key) < limit) continue
        throw new ProblemError('rate_limited', {
          detail: `${who} has as many streams open as it may. Share one, or close one.`,
          headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
        })
      }
      for (const [key] of limits) add(key, 1)
      return () => {
        for (const [key] of limits) add(key, -1)
      }
    },
  }
}
