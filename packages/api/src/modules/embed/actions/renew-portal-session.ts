import { updateRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { isRenewable } from '../rules/magic-link.ts'
import type { EmbedSessionRow, MagicLinkRow } from '../tables.ts'
import { endLinks } from './revoke-magic-links.ts'
import { linkEnded, openSession } from './use-link.ts'

/**
 * The next session of a locked link, for the token of its `renewals`-th renewal. A token that was used before is in two
 * hands: everything that the link opened ends, and undefined is answered. Throws 410 `link_ended`.
 */
export async function renewPortalSession(
  work: UnitOfWork,
  link: MagicLinkRow,
  renewals: number,
  origin: string,
): Promise<{ session: EmbedSessionRow; link: MagicLinkRow } | undefined> {
  if (!isRenewable(link, work.machineNow)) throw linkEnded()
  if (renewals < link.renewals) {
    await endLinks(work, [link], 'renewal_reused')
    return undefined
  }
  if (renewals !== link.renewals) throw linkEnded()
  const after = { ...link, renewals: link.renewals + 1 }
  work.later(updateRow('magic_link', link.id, { renewals: after.renewals }), 1)
  return { session: await openSession(work, after, after.renewable_until as string, origin), link: after }
}
