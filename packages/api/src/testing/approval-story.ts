/** A delivered milestone, a contact who is asked to approve it, and the contact's session. */
import { makeContact, type WonEngagement, winEngagement } from './engagement-story.ts'
import type { CallOptions, Harness, TestAnswer, TestTenant } from './harness.ts'

type Body = TestAnswer['body']

function created({ status, body }: TestAnswer): Body {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** A plan with one milestone that bills both scope items of the won deal in whole. */
export const WHOLE_PLAN = {
  planned_milestones: [
    {
      name: 'Design accepted',
      due_on: '2026-12-11',
      bills: [
        { key: 'design', percent: '100' },
        { key: 'print', percent: '100' },
      ],
    },
  ],
}

export interface ApprovalStory extends WonEngagement {
  contact: Body
  milestone: Body
  approval: Body
  /** What the contact's page would send. */
  portal: Portal
}

export interface Portal {
  token: string
  get(path: string, options?: CallOptions): Promise<TestAnswer>
  post(path: string, body?: unknown, options?: CallOptions): Promise<TestAnswer>
}

/** A session of the contact for these engagements, with the components of the client's portal. */
export async function openPortal(
  harness: Harness,
  tenant: TestTenant,
  contactId: string,
  engagementIds: readonly string[],
  options: { key?: string } = {},
): Promise<Portal> {
  const session = created(
    await tenant.post(
      '/v1/embed_sessions',
      {
        subject_id: contactId,
        components: { approval: {}, engagement: {}, invoice: {} },
        engagement_ids: engagementIds,
        origins: ['https://app.example'],
      },
      options.key ? { key: options.key } : {},
    ),
  )
  const key = session.token as string
  return {
    token: key,
    get: (path, more) => harness.call('GET', path, { key, ...more }),
    post: (path, body, more) => harness.call('POST', path, { key, body, ...more }),
  }
}

/** Delivers the first milestone of a won deal and asks a contact to approve it. */
export async function askApproval(
  harness: Harness,
  tenant: TestTenant,
  more: Record<string, unknown> = WHOLE_PLAN,
): Promise<ApprovalStory> {
  const story = await winEngagement(tenant, more)
  const contact = await makeContact(tenant, story.company.id)
  const planned = story.won.milestones[0]
  const milestone = created(await tenant.post(`/v1/milestones/${planned.id}/deliver`))
  const approval = created(await tenant.post('/v1/approvals', { milestone_id: milestone.id, contact_id: contact.id }))
  const portal = await openPortal(harness, tenant, contact.id, [story.engagement.id])
  return { ...story, contact, milestone, approval, portal }
}

/** Uploads a small file. */
export async function uploadFile(harness: Harness, tenant: TestTenant, name: string, content: string): Promise<Body> {
  const form = new FormData()
  form.append('file', new File([content], name, { type: 'text/plain' }))
  const answer = await harness.app.request('/v1/files', {
    method: 'POST',
    headers: { Authorization: `Bearer ${tenant.key}` },
    body: form,
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}
