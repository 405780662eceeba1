/** The part of a host's server: mints a session for whom it has signed in, here for one of the demo's people. */
import type { DemoClient } from '../../seed/demo-client.ts'
import type { DemoPeople } from './read-demo.ts'

/** Undefined where there is no such person. */
export async function mintSession(
  client: DemoClient,
  { member, contact }: DemoPeople,
  who: string | undefined,
  origin: string,
): Promise<object | undefined> {
  if (who === 'member') {
    return client.post('/v1/embed_sessions', {
      subject_id: member.id,
      components: { pipeline_board: {} },
      origins: [origin],
    })
  }
  if (who !== 'contact' || !contact) return undefined
  return client.post('/v1/embed_sessions', {
    subject_id: contact.id,
    components: { invoice: {}, approval: {} },
    engagement_ids: contact.engagementIds,
    origins: [origin],
  })
}
