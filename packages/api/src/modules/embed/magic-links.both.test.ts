import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeContact, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness } from '../../testing/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

it('a contact comes in by a link, goes on by renewing, and is out when the link is revoked', async () => {
  const tenant = await harness.mintTenant()
  const { company, engagement } = await winEngagement(tenant)
  const contact = await makeContact(tenant, company.id)
  await tenant.post(`/v1/engagements/${engagement.id}/share`, { contact_id: contact.id })
  const asked = { contact_id: contact.id, components: { engagement: {} }, engagement_ids: [engagement.id] }
  const { body: link } = await tenant.post('/v1/magic_links', asked)
  const post = (path: string, body: unknown) => harness.call('POST', `/v1/public/portal_sessions${path}`, { body })
  const opened = await post('', { link_secret: link.url.split('#')[1] })
  const renewed = await post('/renew', { renewal_token: opened.body.renewal_token })
  expect([opened.status, renewed.status]).toEqual([200, 200])
  const list = () => harness.call('GET', '/v1/portal/engagements', { key: renewed.body.token })
  expect((await list()).body.data.map(({ id }: { id: string }) => id)).toEqual([engagement.id])

  const status = async (query = '') =>
    (await tenant.get(`/v1/magic_links${query}`)).body.data.map((one: { status: string }) => one.status)
  expect(await status('?status=consumed')).toEqual(['consumed'])
  expect(await status('?status=open')).toEqual([])
  await tenant.post(`/v1/magic_links/${link.id}/revoke`)
  expect((await list()).body.code).toBe('session_expired')
  expect(await status(`?contact_id=${contact.id}&engagement_id=${engagement.id}`)).toEqual(['revoked'])
  const { body: next } = await tenant.post('/v1/magic_links', { ...asked, expires_in: 60 })
  harness.clock.tick(60_001)
  expect((await tenant.get(`/v1/magic_links/${next.id}`)).body.status).toBe('expired')
  expect(await status('?status=expired')).toEqual(['expired'])

  const { data } = (await tenant.get('/v1/events?limit=200')).body
  const told = data.filter(({ subject }: { subject: { type: string } }) => /link|session/.test(subject.type))
  expect(told.map(({ type, actor }: { type: string; actor: { type: string } }) => [type, actor.type])).toEqual([
    ['magic_link.created', 'api_key'],
    ['embed_session.created', 'contact'],
    ['magic_link.consumed', 'contact'],
    ['embed_session.created', 'contact'],
    ['magic_link.revoked', 'api_key'],
    ['embed_session.revoked', 'api_key'],
    ['embed_session.revoked', 'api_key'],
    ['magic_link.created', 'api_key'],
  ])
})
