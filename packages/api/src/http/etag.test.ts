import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { hashTag, ifMatchVersion, matchesNone } from './etag.ts'

let harness: Harness
let tenant: TestTenant
let path: string

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  const { body } = await tenant.post('/v1/companies', { name: 'Tagged' })
  path = `/v1/companies/${body.id}`
})
afterAll(() => harness.close())

describe('If-None-Match', () => {
  it('api-04: compares weakly, in lists and with *', async () => {
    const plain = await tenant.get(path)
    const etag = plain.headers.get('etag') as string
    const statuses: number[] = []
    for (const given of [`W/${etag}`, `"x", ${etag}`, '*', '"x"', `"x",W/${etag} , "y"`]) {
      const answer = await tenant.get(path, { headers: { 'If-None-Match': given } })
      statuses.push(answer.status)
      if (answer.status !== 304) continue
      expect(answer.body).toBe('')
      for (const name of ['etag', 'cache-control', 'vary'])
        expect(answer.headers.get(name)).toBe(plain.headers.get(name))
    }
    expect(statuses).toEqual([304, 304, 304, 200, 304])
  })

  it('api-05: a list has a tag of its bytes, which changes with any of them', async () => {
    const list = await tenant.get('/v1/companies')
    const etag = list.headers.get('etag') as string
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    expect((await tenant.get('/v1/companies', { headers: { 'If-None-Match': etag } })).status).toBe(304)
    await tenant.patch(path, { notes: 'another byte' })
    expect((await tenant.get('/v1/companies', { headers: { 'If-None-Match': etag } })).status).toBe(200)
    expect(list.headers.get('vary')).toBe('Accept, Authorization')
    expect(list.headers.get('cache-control')).toBe('private, no-cache')
  })

  it('api-05: with expand the tag is of what is expanded too; without, it stays when only that changes', async () => {
    const company = (await tenant.post('/v1/companies', { name: 'Expanded' })).body
    const deal = (await tenant.post('/v1/deals', { name: 'A deal', company_id: company.id })).body
    const expanded = [`/v1/deals/${deal.id}?expand=company`, '/v1/deals?expand=company']
    const plain = [`/v1/deals/${deal.id}`, '/v1/deals']
    const read = (url: string, tag?: string) =>
      tenant.get(url, tag === undefined ? {} : { headers: { 'If-None-Match': tag } })
    const tags = new Map<string, string>()
    for (const url of [...expanded, ...plain]) {
      const answer = await read(url)
      expect(answer.status).toBe(200)
      tags.set(url, answer.headers.get('etag') as string)
    }
    expect(new Set(tags.values()).size).toBe(4)
    expect((await read(expanded[0] as string, tags.get(plain[0] as string))).status).toBe(200)
    for (const [url, tag] of tags) expect((await read(url, tag)).status).toBe(304)
    await tenant.patch(`/v1/companies/${company.id}`, { name: 'Renamed' })
    for (const url of expanded) {
      const answer = await read(url, tags.get(url))
      expect([answer.status, JSON.stringify(answer.body).includes('Renamed')]).toEqual([200, true])
      expect(answer.headers.get('etag')).not.toBe(tags.get(url))
    }
    for (const url of plain) expect((await read(url, tags.get(url))).status).toBe(304)
  })

  it('threat 36: two bodies of one length and one CRC-32 have different tags', () => {
    // Both end so that their CRC-32 is the same; a short checksum would answer 304 for the second.
    const [first, second] = ['plumless', 'buckeroo']
    expect(crc32(first as string)).toBe(crc32(second as string))
    expect(hashTag(first as string)).not.toBe(hashTag(second as string))
    expect(matchesNone(hashTag(first as string), hashTag(second as string))).toBe(false)
    expect(hashTag('a')).toMatch(/^"[0-9a-f]{32}"$/)
  })
})

describe('If-Match', () => {
  it('lets the version through that was read, and refuses another with 412 and the current tag', async () => {
    const { version } = (await tenant.get(path)).body
    const right = await tenant.patch(path, { notes: 'one' }, { headers: { 'If-Match': `"${version}"` } })
    expect(right.status).toBe(200)
    expect(right.headers.get('etag')).toBe(`"${version + 1}"`)
    const stale = await tenant.patch(path, { notes: 'two' }, { headers: { 'If-Match': `"${version}"` } })
    expect(stale.status).toBe(412)
    expect(stale.body.code).toBe('precondition_failed')
    expect(stale.headers.get('etag')).toBe(`"${version + 1}"`)
    expect((await tenant.get(path)).body.notes).toBe('one')
  })

  it('compares strongly; * means any', async () => {
    const { version } = (await tenant.get(path)).body
    const send = (given: string) => tenant.patch(path, { notes: given }, { headers: { 'If-Match': given } })
    expect((await send(`W/"${version}"`)).status).toBe(412)
    expect((await send('"abc"')).status).toBe(412)
    expect((await send('7')).status).toBe(400)
    expect((await send('*')).status).toBe(200)
  })

  it('reads the version of a tag that also carries a hash', () => {
    expect(ifMatchVersion(hashTag('body', 7))).toBe(7)
    expect(ifMatchVersion('"7"')).toBe(7)
    expect(ifMatchVersion('"07"')).toBeNaN()
    expect(ifMatchVersion(null)).toBeUndefined()
    expect(ifMatchVersion('W/"7"')).toBeNaN()
  })

  it('a change to what stands there already raises no version and tells no event', async () => {
    const before = (await tenant.get(path)).body
    const same = await tenant.patch(path, { notes: before.notes })
    expect(same.body).toEqual(before)
    const [row] = await harness.admin<{ n: number }>(
      `select count(*)::int as n from event where type = 'company.updated' and subject_version = $1`,
      [before.version + 1],
    )
    expect(row?.n).toBe(0)
  })
})

function crc32(text: string): number {
  let crc = -1
  for (const byte of Buffer.from(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return (crc ^ -1) >>> 0
}
