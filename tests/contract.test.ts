/** The contract of every operation, from its declaration: whoever asks, for whichever record, with whatever beside. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform } from '../packages/api/src/db/platforms.ts'
import { type Harness, startHarness } from '../packages/api/src/testing/harness.ts'
import {
  type Attempt,
  attempt,
  audience,
  bare,
  bodyOf,
  countRows,
  hasId,
  type Ids,
  idsOf,
  isRehearsable,
  mismatch,
  pathOf,
  portalIds,
  scopesOf,
  type Whose,
} from '../packages/api/src/testing/route-contract.ts'
import { buildWorld, operations, type World } from '../packages/api/src/testing/world.ts'
import { components } from '../packages/schema/src/catalog/components.ts'
import { type Role, roleNames, roles } from '../packages/schema/src/catalog/roles.ts'
import { keyScopes, type Scope } from '../packages/schema/src/catalog/scopes.ts'

let harness: Harness
let world: World
let foreign: World
let spent: World

beforeAll(async () => {
  harness = await startHarness({ server: true })
  world = await buildWorld(harness)
  foreign = await buildWorld(harness)
  spent = await buildWorld(harness)
})
afterAll(() => harness.close())

const lacking = new Map<Scope, string>()

/** A key with every scope that a key may carry, but one. */
async function keyWithout(scope: Scope): Promise<string> {
  const key = lacking.get(scope) ?? (await world.tenant.keyWith(...keyScopes.filter((one) => one !== scope)))
  lacking.set(scope, key)
  return key
}

const named = operations.map((operation) => [operation.id, operation] as const)
const tenants = named.filter(([, operation]) => audience(operation) === 'tenant')
const json = (operation: (typeof operations)[number]) => !(operation.kind === 'raw' && operation.consumes)
const own = () => idsOf(world, 'own', foreign)
const search = (operation: (typeof operations)[number]) => (isRehearsable(operation) ? '?dry_run=true' : '')
const readsOnly = (operation: (typeof operations)[number]) => operation.kind === 'read' || isRehearsable(operation)
/** Evidence exists of a decided approval alone, and a client reads issued invoices alone. */
const ownOf =
  ({ id }: { id: string }): Ids =>
  (prefix, sold) => {
    if (id === 'getApprovalEvidence' && prefix === 'approval') return world.decided
    return (id === 'getInvoiceClientView' ? world.portal.get(prefix) : undefined) ?? own()(prefix, sold)
  }
/** Codes of an example that does not fit its own schema. */
const MISSHAPEN = ['unknown_field', 'required', 'invalid_type', 'invalid_id', 'unknown_value']
/** What a member’s session with every component may do at most. */
const embeddable = new Set<Scope>(
  Object.values(components).flatMap((component) => component.scopes as readonly Scope[]),
)

describe('every operation', () => {
  it('can be tried: its parameters and its body have examples, and the world has its records', () => {
    const faults = operations.flatMap((operation) => {
      try {
        pathOf(operation, own())
        bodyOf(operation, own())
        return []
      } catch (error) {
        return [(error as Error).message]
      }
    })
    expect(faults).toEqual([])
  })

  it('has a name, a method and a path of its own', () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
    expect(new Set(operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)).size).toBe(
      operations.length,
    )
  })
})

const closed = named.filter(([, operation]) => audience(operation) !== 'public')

describe.each(closed)('%s', (_, operation) => {
  it('is closed to nobody in particular, to a wrong key and to another site’s page', async () => {
    const none = await attempt(harness, operation, { key: null, pathIds: own() })
    expect([none.status, none.body.code]).toEqual([401, 'unauthenticated'])
    expect(none.headers.get('www-authenticate')).toMatch(/^Bearer/)
    const wrong = await attempt(harness, operation, { key: `ao_test_${'x'.repeat(40)}`, pathIds: own() })
    expect(wrong.status).toBe(401)
    const page = await attempt(harness, operation, {
      key: world.tenant.key,
      pathIds: own(),
      headers: { Origin: 'https://evil.example' },
    })
    expect([page.status, page.body.code]).toEqual([403, 'origin_not_allowed'])
    expect(page.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('is closed to other audiences', async () => {
    const callers = {
      platform: harness.platform.keySecret,
      tenant: world.tenant.key,
      portal: world.sessions.get('contact') as string,
    }
    for (const [kind, key] of Object.entries(callers)) {
      if (kind === audience(operation) || (kind === 'portal' && operation.contacts)) continue
      const answer = await attempt(harness, operation, { key, pathIds: own() })
      expect([kind, answer.status, answer.body.code]).toEqual([kind, 403, 'forbidden'])
    }
  })

  it('needs each of its scopes', async () => {
    if (audience(operation) !== 'tenant') return
    for (const scope of scopesOf(operation)) {
      const key = await keyWithout(scope)
      const answer = await attempt(harness, operation, { key, pathIds: own() })
      expect([answer.status, answer.body.code]).toEqual([403, 'insufficient_scope'])
      expect(answer.headers.get('www-authenticate')).toContain(`scope="${scope}"`)
    }
  })

  it('shows a contractor an engagement of their team, and of another nothing', async () => {
    if (audience(operation) !== 'tenant' || operation.kind !== 'read' || !hasId(operation)) return
    const key = world.sessions.get('contractor') as string
    const held = new Set<Scope>(roles.contractor.scopes)
    if (!scopesOf(operation).every((scope) => held.has(scope) && embeddable.has(scope))) return
    const ask = (whose: 'own' | 'foreign' | 'absent') =>
      attempt(harness, operation, { key, pathIds: idsOf(world, whose, foreign) })
    const absent = await ask('absent')
    expect(bare(await ask('foreign'))).toEqual(bare(absent))
    if (scopesOf(operation).length > 0) {
      expect([operation.id, (await ask('own')).status]).toEqual([operation.id, 200])
    }
  })

  it('is open to a member’s session exactly where role and components say so', async () => {
    if (audience(operation) !== 'tenant' || !readsOnly(operation)) return
    for (const role of roleNames) {
      const held = new Set<Scope>(roles[role as Role].scopes)
      const may = scopesOf(operation).every((scope) => held.has(scope) && embeddable.has(scope))
      const answer = await attempt(harness, operation, {
        key: world.sessions.get(role) as string,
        pathIds: own(),
        search: search(operation),
      })
      expect(answer.status).toBeLessThan(500)
      if (!may) expect([role, answer.status]).toEqual([role, 403])
      else if (role !== 'contractor' && answer.body.code !== 'insufficient_scope')
        expect([role, answer.status]).not.toEqual([role, 403])
    }
  })

  it('answers a record of another tenant exactly as an absent one', async () => {
    if (audience(operation) !== 'tenant') return
    const key = world.tenant.key
    if (hasId(operation)) {
      const strange = await attempt(harness, operation, {
        key,
        pathIds: idsOf(world, 'foreign', foreign),
        bodyIds: own(),
      })
      const absent = await attempt(harness, operation, {
        key,
        pathIds: idsOf(world, 'absent', foreign),
        bodyIds: own(),
      })
      expect(absent.status).toBe(404)
      expect(bare(strange)).toEqual(bare(absent))
      const reverse = await attempt(harness, operation, { key: foreign.tenant.key, pathIds: own() })
      expect(bare(reverse)).toEqual(bare(absent))
    }
    if (isRehearsable(operation)) {
      const ask = (whose: 'foreign' | 'absent') =>
        attempt(harness, operation, {
          key,
          pathIds: own(),
          bodyIds: idsOf(world, whose, foreign),
          search: '?dry_run=true',
        })
      const [strange, absent] = [await ask('foreign'), await ask('absent')]
      if (absent.status >= 300) expect(bare(strange)).toEqual(bare(absent))
      expect(strange.status).toBeLessThan(500)
    }
  })

  it('refuses a field and a parameter that it does not know', async () => {
    if (audience(operation) !== 'tenant') return
    const key = world.tenant.key
    const parameter = await attempt(harness, operation, { key, pathIds: own(), search: '?zz_unknown=1' })
    expect([parameter.status, parameter.body.errors?.[0]?.parameter]).toEqual([422, 'zz_unknown'])
    if (operation.kind === 'read' || operation.method === 'get' || !json(operation)) return
    const field = await attempt(harness, operation, { key, pathIds: own(), more: { zz_unknown: 1 } })
    expect(field.status).toBe(422)
    expect(field.body.errors.some(({ code }: { code: string }) => code === 'unknown_field')).toBe(true)
  })

  it('answers what its schema says, and takes its own example', async () => {
    if (audience(operation) !== 'tenant' || !readsOnly(operation)) return
    const answer = await attempt(harness, operation, {
      key: world.tenant.key,
      pathIds: ownOf(operation),
      search: search(operation),
    })
    expect(answer.status).toBeLessThan(500)
    if (operation.kind === 'read') {
      expect([answer.status, answer.body.detail]).toEqual([200, undefined])
    }
    const codes = (answer.body?.errors ?? []).map(({ code }: { code: string }) => code)
    for (const code of MISSHAPEN) expect(codes).not.toContain(code)
    if (answer.status >= 300) return
    if (answer.headers.get('content-type')?.startsWith('application/json')) {
      expect(mismatch(operation, answer.body)).toBeUndefined()
    }
    if (operation.kind !== 'write') return
    expect(answer.headers.get('dry-run')).toBe('true')
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.headers.get('etag')).toBeNull()
    expect(answer.status).toBe(operation.status ?? 200)
    if (operation.secret) expect(JSON.stringify(answer.body)).not.toMatch(/ao_(test|live|link)_\w|eyJ/)
  })
})

const portal = named.filter(([, operation]) => audience(operation) === 'portal')
const platform = named.filter(([, operation]) => audience(operation) === 'platform')

describe.each(portal)('a contact: %s', (_, operation) => {
  const contact = () => world.sessions.get('contact') as string
  const ask = (whose: Whose, key = contact()) =>
    attempt(harness, operation, { key, pathIds: portalIds(world, foreign, whose), search: search(operation) })

  it('answers what its schema says', async () => {
    const pathIds = portalIds(world, foreign, 'own')
    const more: Record<string, unknown> = {}
    if (operation.id === 'approvePortalApproval') {
      const { body } = await harness.call('GET', `/v1/portal/approvals/${pathIds('approval')}`, { key: contact() })
      more.sha256 = body.sha256
    }
    const asked = { key: contact(), pathIds, search: search(operation), ...(operation.kind === 'write' && { more }) }
    const answer = await attempt(harness, operation, asked)
    expect([answer.status, answer.body.detail]).toEqual([200, undefined])
    if (answer.headers.get('content-type')?.startsWith('application/json')) {
      expect(mismatch(operation, answer.body)).toBeUndefined()
    }
    if (operation.kind === 'read' && operation.list) expect(answer.body.data.length).toBeGreaterThan(0)
  })

  it('a record of another tenant, of another company’s engagement and none at all look the same', async () => {
    const absent = await ask('absent')
    if (hasId(operation)) {
      expect(absent.status).toBe(404)
      expect(bare(await ask('foreign'))).toEqual(bare(absent))
      expect(bare(await ask('own', world.sessions.get('stranger')))).toEqual(bare(absent))
    } else {
      const { status, body } = await ask('own', world.sessions.get('stranger'))
      expect(status).toBe(200)
      for (const id of world.portal.values()) expect(JSON.stringify(body)).not.toContain(id)
    }
  })

  it('refuses a parameter and a field that it does not know', async () => {
    const pathIds = portalIds(world, foreign, 'own')
    const parameter = await attempt(harness, operation, { key: contact(), pathIds, search: '?zz_unknown=1' })
    expect([parameter.status, parameter.body.errors?.[0]?.parameter]).toEqual([422, 'zz_unknown'])
    if (operation.kind === 'read') return
    const field = await attempt(harness, operation, { key: contact(), pathIds, more: { zz_unknown: 1 } })
    expect(field.status).toBe(422)
    expect(field.body.errors.some(({ code }: { code: string }) => code === 'unknown_field')).toBe(true)
  })
})

const open = named.filter(([, operation]) => audience(operation) === 'public')

/** A secret that the operation takes, new each time. */
async function bodyWithSecret(operation: (typeof operations)[number]): Promise<Record<string, string>> {
  const { ids, tenant } = world
  const link = await tenant.post('/v1/magic_links', {
    contact_id: ids.get('contact'),
    components: { approval: {} },
    engagement_ids: [ids.get('engagement')],
  })
  const linkSecret = link.body.url.split('#')[1]
  if (operation.id === 'openPortalSession') return { link_secret: linkSecret }
  const opened = await harness.call('POST', '/v1/public/portal_sessions', { body: { link_secret: linkSecret } })
  return { renewal_token: opened.body.renewal_token }
}

describe.each(open)('nobody in particular: %s', (_, operation) => {
  const ask = (more: Record<string, unknown>, rest: Partial<Attempt> = {}) =>
    attempt(harness, operation, { key: null, pathIds: own(), more, ...rest })

  it('answers what its schema says to who knows the secret, and repeats it for the same key', async () => {
    const secret = await bodyWithSecret(operation)
    const headers = { 'Idempotency-Key': `public-${operation.id}` }
    const first = await ask(secret, { headers })
    expect([first.status, first.body.detail]).toEqual([200, undefined])
    expect(mismatch(operation, first.body)).toBeUndefined()
    expect(first.headers.get('cache-control')).toBe('no-store')
    const rows = await countRows(harness)
    const again = await ask(secret, { headers })
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([200, first.body, 'true'])
    expect(await countRows(harness)).toEqual(rows)
  })

  it('minds no credential, and takes none for the secret', async () => {
    const keys = [null, 'wrong', world.tenant.key, harness.platform.keySecret, world.sessions.get('owner') as string]
    for (const key of keys) {
      const { status, body } = await ask({}, { key })
      expect([status, body.code]).toEqual([410, 'link_ended'])
    }
  })

  it('is closed to another site’s page, and refuses what it does not know', async () => {
    const page = await ask({}, { headers: { Origin: 'https://evil.example' } })
    expect([page.status, page.body.code]).toEqual([403, 'origin_not_allowed'])
    expect(page.headers.get('access-control-allow-origin')).toBe('*')
    const parameter = await ask({}, { search: '?zz_unknown=1' })
    expect([parameter.status, parameter.body.errors?.[0]?.parameter]).toEqual([422, 'zz_unknown'])
    const field = await ask({ zz_unknown: 1 })
    expect([field.status, field.body.errors?.[0]?.code]).toEqual([422, 'unknown_field'])
  })
})

describe.each(platform)('a platform: %s', (_, operation) => {
  const ask = (more: Partial<Attempt> = {}) =>
    attempt(harness, operation, { key: harness.platform.keySecret, pathIds: own(), ...more })

  it('answers what its schema says, and repeats it for the same key', async () => {
    const headers = { 'Idempotency-Key': `platform-${operation.id}` }
    const first = await ask({ headers })
    const status = operation.kind === 'read' ? 200 : (operation.status ?? 200)
    expect([first.status, first.body.detail]).toEqual([status, undefined])
    expect(mismatch(operation, first.body)).toBeUndefined()
    if (operation.method === 'get') return
    const rows = await countRows(harness)
    const again = await ask({ headers })
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([status, first.body, 'true'])
    expect(await countRows(harness)).toEqual(rows)
    const other = await ask({ headers, more: { name: 'Another name' } })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  })

  it('refuses what it does not know, in parameters and body', async () => {
    const parameter = await ask({ search: '?zz_unknown=1' })
    expect([parameter.status, parameter.body.errors?.[0]?.parameter]).toEqual([422, 'zz_unknown'])
    if (operation.method === 'get') return
    const field = await ask({ more: { zz_unknown: 1 } })
    expect(field.status).toBe(422)
    expect(field.body.errors.some(({ code }: { code: string }) => code === 'unknown_field')).toBe(true)
  })

  it('another platform’s tenant is as absent as none', async () => {
    const target = { ownerUrl: (harness.testDatabase as { adminUrl: string }).adminUrl }
    const { keySecret } = await createPlatform(target, 'Others', harness.clock.now())
    if (hasId(operation)) {
      const absent = await ask({ pathIds: idsOf(world, 'absent', foreign), key: keySecret })
      expect(absent.status).toBe(404)
      expect(bare(await ask({ key: keySecret }))).toEqual(bare(absent))
    } else if (operation.method === 'get') expect((await ask({ key: keySecret })).body.data).toEqual([])
  })
})

describe('an upload', () => {
  it('answers what its schema says, and refuses a second file and an unknown part', async () => {
    const operation = operations.find(({ id }) => id === 'uploadFile') as (typeof operations)[number]
    const send = async (...parts: [string, string | File][]) => {
      const body = new FormData()
      for (const [name, value] of parts) body.append(name, value)
      const headers = { Authorization: `Bearer ${world.tenant.key}`, 'Idempotency-Key': 'an-upload' }
      const answer = await harness.app.request('/v1/files', { method: 'POST', headers, body })
      return { answer, body: (await answer.json()) as { code?: string } }
    }
    const file = new File(['bytes'], 'bytes.txt', { type: 'text/plain' })
    const first = await send(['file', file])
    expect(first.answer.status).toBe(201)
    expect(mismatch(operation, first.body)).toBeUndefined()
    for (const parts of [
      [
        ['file', file],
        ['file', file],
      ],
      [['zz_unknown', 'x']],
      [],
    ] as [string, File][][]) {
      const { answer } = await send(...parts)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
  })
})

describe('dry runs', () => {
  it('abuse-08: of all operations leave no row in any table and no position in the feed', async () => {
    const positions = () => harness.admin('select tenant_id, position, at from event_counter order by 1')
    const before = [await countRows(harness), await positions()]
    for (const [, operation] of tenants.filter(([, one]) => isRehearsable(one))) {
      await attempt(harness, operation, { key: world.tenant.key, pathIds: own(), search: '?dry_run=true' })
    }
    expect([await countRows(harness), await positions()]).toEqual(before)
  }, 120_000)
})

describe('repeating a write with its idempotency key', () => {
  it.each(tenants.filter(([, { kind }]) => kind === 'write'))('%s has one effect', async (_, operation) => {
    const ids = idsOf(spent, 'own', foreign)
    const send = () =>
      attempt(harness, operation, {
        key: spent.tenant.key,
        pathIds: ids,
        headers: { 'Idempotency-Key': `contract-${operation.id}` },
      })
    const first = await send()
    expect(first.status).toBeLessThan(500)
    const changes = () => harness.admin('select tenant_id, position from event_counter order by 1')
    const before = await changes()
    const second = await send()
    expect(second.status).toBe(first.status)
    expect(await changes()).toEqual(before)
    if (first.status >= 300) return
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    if (first.status !== 204) expect(mismatch(operation, first.body)).toBeUndefined()
  })
})
