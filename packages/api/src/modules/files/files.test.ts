import { createHash } from 'node:crypto'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskStorage } from '../../storage/disk.ts'
import { type WonEngagement, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../../testing/harness.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

let harness: Harness
let tenant: TestTenant
let story: WonEngagement
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencyops-files-'))
  harness = await startHarness({
    storage: diskStorage(folder),
    limits: { rateCapacity: 1_000_000, fileBytes: 200_000 },
  })
  tenant = await harness.mintTenant()
  story = await winEngagement(tenant)
})
afterAll(() => harness.close())

/** Every file in storage, finished or not. */
async function stored(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

async function send(
  form: FormData | string,
  headers: Record<string, string> = {},
  key = tenant.key,
  app = harness.app,
) {
  const response = await app.request('/v1/files', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, ...headers },
    body: form,
  })
  const body: TestAnswer['body'] = await response.json()
  return { status: response.status, headers: response.headers, body }
}

function form(
  bytes: Uint8Array<ArrayBuffer> | string,
  name = 'scope.txt',
  part = 'file',
  type = 'text/plain',
): FormData {
  const data = new FormData()
  data.append(part, new Blob([bytes], { type }), name)
  return data
}

async function download(id: string, headers: Record<string, string> = {}, method = 'GET') {
  const path = `/v1/files/${id}/content`
  return harness.app.request(path, { method, headers: { Authorization: `Bearer ${tenant.key}`, ...headers } })
}

describe('an upload', () => {
  it('is kept, hashed and told by its bytes', async () => {
    const { status, headers, body } = await send(form(new Uint8Array(PNG), 'pixel.txt'))
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/v1/files/${body.id}`)
    expect(body).toMatchObject({
      name: 'pixel.txt',
      content_type: 'image/png',
      size: PNG.byteLength,
      sha256: sha256(PNG),
      version: 1,
    })
    const read = await tenant.get(`/v1/files/${body.id}`)
    expect(read.body).toEqual(body)
    const answer = await download(body.id)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG)
    expect((await tenant.get('/v1/files?sort=-size')).body.data.map(({ id }: { id: string }) => id)).toContain(body.id)
  })

  it('beyond the limit is refused and leaves nothing', async () => {
    const before = await stored()
    const { status, body } = await send(form(new Uint8Array(200_001)))
    expect(status).toBe(413)
    expect(body.code).toBe('payload_too_large')
    expect(await stored()).toEqual(before)
    expect((await send(form(new Uint8Array(200_000)))).status).toBe(201)
  })

  it('that is no form of one file is refused and leaves nothing', async () => {
    const before = await stored()
    const rows = await harness.admin('select count(*)::int as n from file')
    const two = form('one')
    two.append('file', new Blob(['two']), 'two.txt')
    const field = form('one')
    field.append('note', 'hello')
    expect((await send(two)).status).toBe(422)
    expect((await send(field)).status).toBe(422)
    expect((await send(form('x', 'x.txt', 'upload'))).body.errors[0]).toMatchObject({
      code: 'unknown_field',
      pointer: '#/upload',
    })
    expect((await send(new FormData())).status).toBe(422)
    expect((await send('{}', { 'Content-Type': 'application/json' })).status).toBe(415)
    expect((await send('x', { 'Content-Type': 'multipart/form-data' })).status).toBe(415)
    const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf'
    const ofB = { 'Content-Type': 'multipart/form-data; boundary=b' }
    expect((await send(cut, ofB)).status).toBe(422)
    expect((await send(cut.replace('"file"', '"other"'), ofB)).status).toBe(422)
    expect((await send(cut.slice(0, 30), ofB)).status).toBe(422)
    expect((await send('no form at all', ofB)).status).toBe(422)
    const nameless = cut.replace('a.txt', 'a\u0001.txt')
    const another = `\r\n${cut}`
    for (const body of [cut + another, nameless + another, cut.replace('; filename="a.txt"', '') + another]) {
      expect((await send(body, ofB)).status).toBe(422)
    }
    expect(await stored()).toEqual(before)
    expect(await harness.admin('select count(*)::int as n from file')).toEqual(rows)
  })

  it('whose row cannot be written leaves no bytes', async () => {
    const before = await stored()
    const key = await tenant.keyWith('files:write')
    await send(form('warm'), {}, key)
    const kept = await stored()
    await harness.admin(
      `create function refuse_file() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`,
    )
    await harness.admin('create trigger refuse_file before insert on file for each row execute function refuse_file()')
    expect((await send(form('never'), {}, key)).status).toBe(500)
    await harness.admin('drop trigger refuse_file on file')
    await harness.admin('drop function refuse_file()')
    expect(await stored()).toEqual(kept)
    expect(kept.length).toBe(before.length + 1)
  })

  it('is one file for one idempotency key', async () => {
    const headers = { 'Idempotency-Key': 'upload-1' }
    const first = await send(form('same'), headers)
    const kept = await stored()
    const again = await send(form('same'), headers)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await send(form('other'), headers)).body.code).toBe('idempotency_key_reused')
    expect((await stored()).sort()).toEqual(kept.sort())
  })

  it('abuse-08: has no dry run', async () => {
    const before = await stored()
    const response = await harness.app.request('/v1/files?dry_run=true', {
      method: 'POST',
      headers: { Authorization: `Bearer ${tenant.key}` },
      body: form('x'),
    })
    expect(response.status).toBe(422)
    expect(await stored()).toEqual(before)
  })

  it('needs its scope', async () => {
    expect((await send(form('x'), {}, await tenant.keyWith('files:read'))).status).toBe(403)
  })
})

describe('a download', () => {
  it('is never a page, whatever it holds and is called', async () => {
    const html = '<!doctype html><script>alert(1)</script>'
    const { body } = await send(form(html, '../résumé "1"\r\nX-Evil: 1.html', 'file', 'text/html'))
    expect(body.name).not.toMatch(/[/\\\r\n]/)
    const answer = await download(body.id)
    expect(answer.headers.get('content-type')).toMatch(/^(text\/plain; charset=utf-8|application\/octet-stream)$/)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('x-evil')).toBeNull()
    expect(await answer.text()).toBe(html)
    const svg = await send(
      form('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a.svg'),
    )
    expect((await download(svg.body.id)).headers.get('content-type')).toBe('application/octet-stream')
  })

  it('is tagged with the hash of its bytes', async () => {
    const { body } = await send(form('tagged'))
    const answer = await download(body.id)
    expect(answer.headers.get('etag')).toBe(`"${sha256('tagged')}"`)
    const again = await download(body.id, { 'If-None-Match': `"${sha256('tagged')}"` })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    const head = await download(body.id, {}, 'HEAD')
    expect(head.headers.get('content-length')).toBe('6')
  })

  it('abuse-24: no operation replaces the bytes of a file', async () => {
    const { body } = await send(form('first'))
    for (const method of ['PUT', 'POST', 'PATCH']) {
      const response = await harness.app.request(`/v1/files/${body.id}/content`, {
        method,
        headers: { Authorization: `Bearer ${tenant.key}` },
        body: form('second'),
      })
      expect([404, 405]).toContain(response.status)
    }
    expect(await (await download(body.id)).text()).toBe('first')
  })

  it('of another tenant looks absent', async () => {
    const { body } = await send(form('ours'))
    const other = await harness.mintTenant()
    for (const path of ['', '/content']) expect((await other.get(`/v1/files/${body.id}${path}`)).status).toBe(404)
    for (const move of ['archive', 'restore'])
      expect((await other.post(`/v1/files/${body.id}/${move}`)).status).toBe(404)
    const theirs = await winEngagement(other)
    const attached = await other.post(`/v1/engagements/${theirs.engagement.id}/files`, { file_id: body.id })
    expect(attached.body.errors[0]).toMatchObject({ code: 'unknown_record', pointer: '#/file_id' })
  })
})

describe('archiving', () => {
  it('takes a file off lists and nothing else', async () => {
    const { body } = await send(form('old'))
    const archived = await tenant.post(`/v1/files/${body.id}/archive`)
    expect(archived.body).toMatchObject({ version: 2 })
    expect((await tenant.post(`/v1/files/${body.id}/archive`)).body.version).toBe(2)
    const list = async (query = '') =>
      (await tenant.get(`/v1/files${query}`)).body.data.map(({ id }: { id: string }) => id)
    expect(await list()).not.toContain(body.id)
    expect(await list('?archived=true')).toContain(body.id)
    expect((await download(body.id)).status).toBe(200)
    const refused = await tenant.post(`/v1/engagements/${story.engagement.id}/files`, { file_id: body.id })
    expect(refused.body.errors[0].code).toBe('archived')
    expect((await tenant.post(`/v1/files/${body.id}/restore`)).body.archived_at).toBeNull()
  })
})

describe('attachments', () => {
  it('of a deal are its engagement’s once it is won, and stay', async () => {
    const company = (await tenant.post('/v1/companies', { name: 'Quay Museum' })).body
    const deal = (
      await tenant.post('/v1/deals', {
        name: 'Signage',
        company_id: company.id,
        scope_items: [{ name: 'Signs', quantity: '1', unit_price: '100', tax_category: 'S', tax_percent: '21' }],
      })
    ).body
    const early = (await send(form('brief'))).body
    const late = (await send(form('contract'))).body
    const dropped = (await send(form('dropped'))).body
    await tenant.post(`/v1/deals/${deal.id}/files`, { file_id: early.id, client_visible: true })
    await tenant.post(`/v1/deals/${deal.id}/files`, { file_id: dropped.id })
    expect((await tenant.delete(`/v1/deals/${deal.id}/files/${dropped.id}`)).status).toBe(204)
    const { engagement } = (await tenant.post(`/v1/deals/${deal.id}/win`)).body
    await tenant.post(`/v1/deals/${deal.id}/files`, { file_id: late.id })
    const list = (await tenant.get(`/v1/engagements/${engagement.id}/files`)).body.data
    expect(list).toMatchObject([
      {
        file_id: early.id,
        deal_id: deal.id,
        engagement_id: engagement.id,
        client_visible: true,
        file: { sha256: sha256('brief') },
      },
      { file_id: late.id, deal_id: deal.id, engagement_id: engagement.id, client_visible: false },
    ])
    expect((await tenant.delete(`/v1/deals/${deal.id}/files/${early.id}`)).body.code).toBe('illegal_move')
    expect((await tenant.delete(`/v1/engagements/${engagement.id}/files/${early.id}`)).status).toBe(204)
    expect((await tenant.get(`/v1/deals/${deal.id}/files`)).body.data).toHaveLength(2)
  })

  it('of an engagement stand once, and change who sees them', async () => {
    const path = `/v1/engagements/${story.engagement.id}/files`
    const file = (await send(form('plan'))).body
    const first = await tenant.post(path, { file_id: file.id })
    const again = await tenant.post(path, { file_id: file.id, client_visible: true })
    expect(again.body).toMatchObject({ id: first.body.id, client_visible: true })
    expect((await tenant.post(path, { file_id: file.id })).body.client_visible).toBe(true)
    const ofFile = async () =>
      (await tenant.get(path)).body.data.filter((one: { file_id: string }) => one.file_id === file.id)
    expect(await ofFile()).toHaveLength(1)
    expect((await tenant.delete(`${path}/${file.id}`)).status).toBe(204)
    expect((await tenant.delete(`${path}/${file.id}`)).status).toBe(204)
    expect(await ofFile()).toEqual([])
    const events = await harness.admin(
      `select type, client_visible from event where tenant_id = $1 and type like 'file.%tached' and engagement_id is not null
        order by position desc limit 3`,
      [tenant.tenantId],
    )
    expect(events.map(({ type }) => type)).toEqual(['file.detached', 'file.attached', 'file.attached'])
  })

  it('race: twenty of one file at once are one', async () => {
    const path = `/v1/engagements/${story.engagement.id}/files`
    const file = (await send(form('raced'))).body
    const answers = await Promise.all(Array.from({ length: 20 }, () => tenant.post(path, { file_id: file.id })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  it('within a limit to engagements only theirs are seen, and what one uploaded', async () => {
    const [row] = await harness.admin<{ id: string }>('select id from member where tenant_id = $1', [tenant.tenantId])
    const { toWire } = await import('../../db/row.ts')
    const subject = toWire('member', (row as { id: never }).id)
    const other = await winEngagement(tenant)
    const inside = (await send(form('inside'))).body
    const outside = (await send(form('outside'))).body
    await tenant.post(`/v1/engagements/${story.engagement.id}/files`, { file_id: inside.id })
    await tenant.post(`/v1/engagements/${other.engagement.id}/files`, { file_id: outside.id })
    const { token } = (
      await tenant.post('/v1/embed_sessions', {
        subject_id: subject,
        components: { engagement: {} },
        engagement_ids: [story.engagement.id],
        origins: ['https://client.example'],
      })
    ).body
    const status = async (id: string) => (await tenant.get(`/v1/files/${id}/content`, { key: token })).status
    expect(await status(inside.id)).toBe(200)
    expect(await status(outside.id)).toBe(404)
    const list = (await tenant.get('/v1/files?limit=200', { key: token })).body.data.map(({ id }: { id: string }) => id)
    expect(list).toContain(inside.id)
    expect(list).not.toContain(outside.id)
  })
})
