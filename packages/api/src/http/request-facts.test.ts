import { describe, expect, it } from 'vitest'
import { requestFacts } from './request-facts.ts'

const asked = (forwarded?: string) =>
  new Request('http://psa.test/v1/files', {
    headers: { Host: 'evil.example', ...(forwarded && { 'X-Forwarded-For': forwarded }) },
  })

describe('THREATS 42: where a request comes from', () => {
  it.each([
    ['no proxy is trusted: headers say nothing', '1.1.1.1', 0, '9.9.9.9'],
    ['one proxy: the last entry is what it saw', '1.1.1.1, 2.2.2.2', 1, '2.2.2.2'],
    ['two proxies: the second from the right', '6.6.6.6, 1.1.1.1, 2.2.2.2', 2, '1.1.1.1'],
    ['fewer entries than proxies: the connection itself', '1.1.1.1', 2, '9.9.9.9'],
    ['no entries: the connection itself', undefined, 1, '9.9.9.9'],
  ])('%s', (_, forwarded, trusted, address) => {
    expect(requestFacts(asked(forwarded), '9.9.9.9', trusted).address).toBe(address)
  })
})
