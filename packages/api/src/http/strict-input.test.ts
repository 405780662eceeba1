import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
let server: ReturnType<typeof serve>
let port: number

beforeAll(async () => {
  harness = await startHarness({ limits: { rateCapacity: 1_000_000, bodyBytes: 2000 } })
  tenant = await harness.mintTenant()
  await new Promise<void>((resolve) => {
    server = serve({ fetch: harness.app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => {
      port = info.port
      resolve()
    })
  })
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await harness.close()
})

const json = { 'Content-Type': 'application/json' }

describe('broken bodies', () => {
  const bodies: [string, string, number[]][] = [
    ['cut off', '{"name":"A"', [400]],
    ['null', 'null', [422]],
    ['an array', '[]', [422]],
    ['a string', '"x"', [422]],
    ['a number', '1', [422]],
    ['a BOM first', '\ufeff{"name":"A"}', [400]],
    ['more behind', '{"name":"A"}garbage', [400]],
    ['__proto__', '{"__proto__":{"name":"A"},"name":"A"}', [400]],
    ['empty', '', [422]],
  ]
  it.each(bodies)('api-07: %s is a problem', async (_, body, statuses) => {
    const answer = await tenant.post('/v1/companies', body, { headers: json })
    expect(statuses).toContain(answer.status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'))
  })

  it('api-07: of a member that is written twice the last counts', async () => {
    const { status, body } = await tenant.post('/v1/companies', '{"name":"A","name":"B"}', { headers: json })
    expect([status, body.name]).toEqual([201, 'B'])
  })

  it('api-07: a value as deep as a body allows is refused, and not repeated', async () => {
    const deep = `${'['.repeat(900)}${']'.repeat(900)}`
    const { status, body } = await tenant.post('/v1/companies', `{"name":"A","status":${deep}}`, { headers: json })
    expect([status, body.errors[0].detail.length < 200]).toEqual([422, true])
  })

  it('api-07: bytes that are no UTF-8, another type and a compressed body', async () => {
    const post = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
      harness.app.request('/v1/companies', {
        method: 'POST',
        headers: { Authorization: `Bearer ${tenant.key}`, ...headers },
        body,
      })
    const latin = new Uint8Array([...Buffer.from('{"name":"Caf'), 0xe9, ...Buffer.from('"}')])
    expect((await post(latin, json)).status).toBe(400)
    expect(
      (await post(new Uint8Array(Buffer.from('name=A')), { 'Content-Type': 'application/x-www-form-urlencoded' }))
        .status,
    ).toBe(415)
    const packed = new Uint8Array(gzipSync('{"name":"Packed"}'))
    expect((await post(packed, { ...json, 'Content-Encoding': 'gzip' })).status).toBe(415)
  })
})

describe('the body limit', () => {
  const over = JSON.stringify({ name: 'A', notes: 'x'.repeat(2000) })

  it('api-08: counts bytes: small and chunked passes, too much and chunked is 413', async () => {
    expect((await chunked(JSON.stringify({ name: 'B', notes: 'x'.repeat(180) }))).status).toBe(201)
    expect((await chunked(over)).status).toBe(413)
  })

  it('api-08: holds for a true header, and a header that is no number is refused', async () => {
    expect((await tenant.post('/v1/companies', over)).status).toBe(413)
    expect(await raw(over, 'Content-Length: abc')).toMatch(/^HTTP\/1\.1 4(00|13)/)
    expect(await raw(over, `Content-Length: ${over.length}`)).toMatch(/^HTTP\/1\.1 413/)
  })

  it('api-08: stops reading an endless body', async () => {
    const sent = await endless()
    expect(sent).toBeLessThan(50 * 1024 * 1024)
  })

  function chunked(body: string): Promise<{ status: number }> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          port,
          host: '127.0.0.1',
          path: '/v1/companies',
          method: 'POST',
          headers: { ...json, Authorization: `Bearer ${tenant.key}`, 'Transfer-Encoding': 'chunked' },
        },
        (response) => {
          response.resume()
          response.on('end', () => resolve({ status: response.statusCode as number }))
        },
      )
      request.on('error', reject)
      for (let at = 0; at < body.length; at += 100) request.write(body.slice(at, at + 100))
      request.end()
    })
  }

  function raw(body: string, header: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
        socket.end()
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', () => resolve(answer))
      socket.write(
        `POST /v1/companies HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tenant.key}\r\nContent-Type: application/json\r\n${header}\r\n\r\n${body}`,
      )
    })
  }

  function endless(): Promise<number> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let sent = 0
      let over = false
      const finish = () => {
        over = true
        socket.destroy()
        resolve(sent)
      }
      socket.on('data', finish).on('error', finish).on('close', finish)
      socket.write(
        `POST /v1/companies HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tenant.key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      )
      const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`
      const pump = () => {
        while (!over && sent < 60 * 1024 * 1024) {
          sent += chunk.length
          if (!socket.write(chunk)) {
            socket.once('drain', pump)
            return
          }
        }
      }
      pump()
    })
  }
})

describe('texts', () => {
  const nul = '\u0000'
  it('api-09: a NUL is refused where it stands', async () => {
    const name = await tenant.post('/v1/companies', { name: `Acme${nul}GmbH` })
    expect(name.status).toBe(422)
    expect(name.body.errors[0].pointer).toBe('#/name')
    const notes = await tenant.post('/v1/companies', { name: 'Acme', notes: `a${nul}b` })
    expect(notes.body.errors[0].pointer).toBe('#/notes')
    const nested = await tenant.post('/v1/companies', { name: 'Acme', address: { city: `A${nul}`, country: 'NL' } })
    expect(nested.body.errors[0].pointer).toBe('#/address/city')
    const query = await tenant.get('/v1/companies?q=%00')
    expect([200, 422]).toContain(query.status)
    expect((await tenant.get('/v1/companies/%00')).status).toBe(422)
    expect((await tenant.get('/v1/companies?cursor=%00')).status).toBe(422)
  })

  it('api-09: a lone surrogate is refused', async () => {
    const answer = await tenant.post('/v1/companies', '{"name":"A\\ud800"}', { headers: json })
    expect(answer.status).toBe(422)
    const field = await tenant.post('/v1/companies', '{"name":"A","\\ud800":1}', { headers: json })
    expect([field.status, field.body.errors[0].pointer]).toEqual([422, '#/%EF%BF%BD'])
  })

  it('api-10: two spellings of one name are found as duplicates, stored as sent and never merged', async () => {
    const names = ['Caf\u00e9 Stra\u00dfe', 'Cafe\u0301 STRASSE', 'Caf\u00e9\u00a0Stra\u00dfe']
    const answers = []
    for (const name of names) answers.push((await tenant.post('/v1/companies', { name })).body)
    expect(answers.map(({ name }) => name)).toEqual(names)
    expect(answers[1].possible_duplicates).toEqual([answers[0].id])
    expect(answers[2].possible_duplicates).toEqual([answers[0].id, answers[1].id])
    const found = await tenant.get(`/v1/companies?q=${encodeURIComponent('cafe strasse')}`)
    expect(found.body.data).toHaveLength(3)
  })
})

describe('ids', () => {
  const odd: [string, number[]][] = [
    ['company_8zzzzzzzzzzzzzzzzzzzzzzzzz', [422]],
    ['company_7zzzzzzzzzzzzzzzzzzzzzzzzz', [404, 422]],
    ['COMPANY_01h455vb4pex5vsknk084sn02q', [422]],
    ['company_01H455VB4PEX5VSKNK084SN02Q', [422]],
    ['company_', [422]],
    ['__proto__', [422]],
    ['constructor', [422]],
    ['company_01h455vb4pex5vsknk084sn02q%2f..', [404, 422]],
    [`company_${'0'.repeat(10_000)}`, [414, 422]],
    ['%ff', [400, 404, 422]],
  ]
  it.each(odd)('api-11: id %s is no error of the database', async (id, statuses) => {
    expect(statuses).toContain((await tenant.get(`/v1/companies/${id}`)).status)
  })

  it('api-11: the id of another kind says which was given and which is meant', async () => {
    const { status, body } = await tenant.get('/v1/companies/deal_01h455vb4pex5vsknk084sn02q')
    expect(status).toBe(422)
    expect(body.errors[0]).toMatchObject({ code: 'invalid_id', parameter: 'id' })
    expect(body.errors[0].detail).toBe('This is the id of a deal; the id of a company is meant.')
  })
})

describe('strict input', () => {
  it('names unknown fields, parameters and values with the nearest valid one', async () => {
    const field = await tenant.post('/v1/companies', { name: 'A', webiste: 'https://a.example' })
    expect(field.body.errors).toEqual([
      expect.objectContaining({ code: 'unknown_field', pointer: '#/webiste', nearest: 'website' }),
    ])
    const parameter = await tenant.get('/v1/companies?statsu=client')
    expect(parameter.body.errors[0]).toMatchObject({ parameter: 'statsu', nearest: 'status' })
    const value = await tenant.get('/v1/companies?status=cleint')
    expect(value.body.errors[0]).toMatchObject({ parameter: 'status', nearest: 'client' })
    const sort = await tenant.get('/v1/companies?sort=nmae')
    expect(sort.status).toBe(422)
  })

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', 'limit=1e2', 'dry_run=true', 'cursor=', 'sort='])(
    'refuses ?%s instead of reading something else into it',
    async (search) => {
      expect((await tenant.get(`/v1/companies?${search}`)).status).toBe(422)
    },
  )

  it('api-06: a patch changes nothing that it does not name', async () => {
    const { body: before } = await tenant.post('/v1/companies', {
      name: 'Patched',
      notes: 'stay',
      website: 'https://stay.example',
      address: { city: 'Delft', country: 'NL' },
      external_ref: { system: 'xero', id: 'patched' },
    })
    const { body: after } = await tenant.patch(`/v1/companies/${before.id}`, { name: 'Patched again' })
    const { possible_duplicates: _, ...rest } = before
    expect(after).toEqual({ ...rest, name: 'Patched again', version: 2, updated_at: after.updated_at })
    const cleared = await tenant.patch(`/v1/companies/${before.id}`, { notes: null })
    expect(cleared.body).toEqual({ ...after, notes: null, version: 3, updated_at: cleared.body.updated_at })
    const events = await harness.admin<{ changed: string[] }>(
      `select changed from event where type = 'company.updated' order by position desc limit 2`,
    )
    expect(events.map(({ changed }) => changed)).toEqual([['notes'], ['name']])
  })

  it('a body where none is taken, and a merge patch by its own type', async () => {
    const { body } = await tenant.post('/v1/companies', { name: 'Typed' })
    const merge = await tenant.patch(`/v1/companies/${body.id}`, JSON.stringify({ notes: 'x' }), {
      headers: { 'Content-Type': 'application/merge-patch+json' },
    })
    expect(merge.status).toBe(200)
    const wrong = await tenant.patch(`/v1/companies/${body.id}`, '{}', { headers: { 'Content-Type': 'text/plain' } })
    expect(wrong.status).toBe(415)
    expect(wrong.headers.get('accept-patch')).toBe('application/merge-patch+json, application/json')
  })
})
