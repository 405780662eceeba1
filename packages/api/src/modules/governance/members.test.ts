import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const owner = async (of: TestTenant) => (await of.get('/v1/members?role=owner')).body.data[0]

describe('members and persons', () => {
  it('are added, changed, archived and restored', async () => {
    const made = await tenant.post('/v1/members', { name: 'Ilse', email: 'ilse@quillhaven.example', role: 'manager' })
    expect(made).toMatchObject({ status: 201, body: { role: 'manager', person: { name: 'Ilse' } } })
    const person = await tenant.get(`/v1/persons/${made.body.person_id}`)
    expect(person.body).toEqual(made.body.person)
    expect((await tenant.post(`/v1/persons/${person.body.id}/archive`)).body.code).toBe('illegal_move')
    expect((await tenant.post(`/v1/members/${made.body.id}/archive`)).body.archived_at).not.toBeNull()
    expect((await tenant.post(`/v1/persons/${person.body.id}/archive`)).status).toBe(200)
    expect((await tenant.post(`/v1/members/${made.body.id}/restore`)).body.code).toBe('illegal_move')
    expect((await tenant.post(`/v1/persons/${person.body.id}/restore`)).body.archived_at).toBeNull()
    expect((await tenant.post(`/v1/members/${made.body.id}/restore`)).body.archived_at).toBeNull()
  })

  it('a known person gets one login', async () => {
    const { body: person } = await tenant.post('/v1/persons', { name: 'Known' })
    const login = await tenant.post('/v1/members', { person_id: person.id, role: 'member' })
    expect(login).toMatchObject({ status: 201, body: { person_id: person.id } })
    expect((await tenant.post('/v1/members', { person_id: person.id, role: 'member' })).status).toBe(409)
    expect((await tenant.post('/v1/members', { role: 'member' })).status).toBe(422)
  })

  it('api-06: a patch changes nothing that it does not name', async () => {
    const { body: person } = await tenant.post('/v1/persons', { name: 'P', email: 'p@quillhaven.example' })
    const renamed = await tenant.patch(`/v1/persons/${person.id}`, { name: 'N' })
    const { name, version, updated_at, ...rest } = renamed.body
    expect({ name, version }).toEqual({ name: 'N', version: 2 })
    expect(updated_at >= person.updated_at).toBe(true)
    expect(person).toMatchObject(rest)
    const { body: member } = await tenant.post('/v1/members', { person_id: person.id, role: 'finance' })
    const wrong = await tenant.patch(`/v1/members/${member.id}`, { name: 'N' })
    expect(wrong.body.errors[0]).toMatchObject({ code: 'read_only' })
    expect((await tenant.patch(`/v1/members/${member.id}`, {})).body).toMatchObject({ role: 'finance', version: 1 })
    expect((await tenant.patch(`/v1/members/${member.id}`, { role: 'member' })).body.role).toBe('member')
    const events = await harness.admin(
      `select type, changed from event where tenant_id = $1 and type in ('person.updated', 'member.updated') order by position desc limit 2`,
      [tenant.tenantId],
    )
    expect(events).toEqual([
      { type: 'member.updated', changed: ['role'] },
      { type: 'person.updated', changed: ['name'] },
    ])
  })

  it('keep at least one owner, also when two leave at once', async () => {
    const one = await harness.mintTenant()
    const first = await owner(one)
    expect((await one.patch(`/v1/members/${first.id}`, { role: 'admin' })).body.code).toBe('illegal_move')
    expect((await one.post(`/v1/members/${first.id}/archive`)).body.code).toBe('illegal_move')
    for (let round = 0; round < 5; round++) {
      const current = await owner(one)
      const { body: second } = await one.post('/v1/members', { name: `Second ${round}`, role: 'owner' })
      const left = await Promise.all([
        one.patch(`/v1/members/${current.id}`, { role: 'admin' }),
        one.post(`/v1/members/${second.id}/archive`),
      ])
      expect(left.map((answer) => answer.status).sort()).toEqual([200, 409])
      expect((await one.get('/v1/members?role=owner')).body.data).toHaveLength(1)
    }
  })

  it('of another tenant look absent', async () => {
    const other = await harness.mintTenant()
    const { id, person_id } = await owner(tenant)
    expect((await other.get(`/v1/members/${id}`)).status).toBe(404)
    expect((await other.patch(`/v1/persons/${person_id}`, { name: 'X' })).status).toBe(404)
    expect((await other.post('/v1/members', { person_id, role: 'member' })).status).toBe(422)
  })
})
