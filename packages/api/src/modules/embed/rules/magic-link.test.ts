import { describe, expect, it } from 'vitest'
import { isOpen, isRenewable, type LinkGround, type LinkInstants, sessionEnd, standsOnGround } from './magic-link.ts'

const NOW = '2026-12-04T09:10:00.000Z'
const BEFORE = '2026-12-04T09:09:59.999Z'
const AFTER = '2026-12-04T09:10:00.001Z'

const link = (more: Partial<LinkInstants> = {}): LinkInstants => ({
  expires_at: AFTER,
  consumed_at: null,
  renewable_until: null,
  revoked_at: null,
  ...more,
})

describe('a magic link', () => {
  it.each<[boolean, Partial<LinkInstants>]>([
    [true, {}],
    [false, { expires_at: NOW }],
    [false, { consumed_at: BEFORE, renewable_until: AFTER }],
    [false, { revoked_at: BEFORE }],
  ])('is open: %s, %o', (open, more) => {
    expect(isOpen(link(more), NOW)).toBe(open)
  })

  it.each<[boolean, Partial<LinkInstants>]>([
    [true, { consumed_at: BEFORE, renewable_until: AFTER }],
    [true, { consumed_at: BEFORE, renewable_until: AFTER, expires_at: BEFORE }],
    [false, { consumed_at: BEFORE, renewable_until: NOW }],
    [false, { consumed_at: BEFORE, renewable_until: AFTER, revoked_at: BEFORE }],
    [false, {}],
  ])('what it opened is renewable: %s, %o', (renewable, more) => {
    expect(isRenewable(link(more), NOW)).toBe(renewable)
  })

  it.each<[boolean, Partial<LinkGround>]>([
    [true, {}],
    [true, { key_expires_at: AFTER }],
    [false, { key_expires_at: NOW }],
    [false, { key_revoked_at: BEFORE }],
    [false, { contact_archived_at: BEFORE }],
    [false, { contact_erased_at: BEFORE }],
    [false, { address_changed: true }],
    [false, { shared_ids: [] }],
    [false, { shared_ids: ['another'] }],
  ])('stands: %s, with %o', (stands, more) => {
    const ground: LinkGround = {
      key_revoked_at: null,
      key_expires_at: null,
      contact_archived_at: null,
      contact_erased_at: null,
      address_changed: false,
      shared_ids: ['one', 'another'],
      ...more,
    }
    expect(standsOnGround(ground, ['one', 'two'], NOW)).toBe(stands)
  })

  it('ends each session with what it is renewed within', () => {
    expect(sessionEnd(NOW, 900, '2026-12-04T21:10:00.000Z')).toBe('2026-12-04T09:25:00.000Z')
    expect(sessionEnd(NOW, 900, '2026-12-04T09:20:00.000Z')).toBe('2026-12-04T09:20:00.000Z')
  })
})
