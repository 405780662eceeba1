import {
  allScopes,
  type Component,
  componentNames,
  components,
  type Role,
  roleNames,
  roles,
  type Scope,
} from '@agencyops/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listedComponents, withFeatures } from '../components.ts'
import { contactDecides, contactOperations, contactReads, memberEngagements, memberScopes } from './session-rights.ts'

const all = new Set<Scope>(allScopes)
const listing = (granted: Parameters<typeof withFeatures>[0]) => listedComponents(withFeatures(granted))

describe('a member’s session', () => {
  it('abuse-07: has no more than the key that minted it', () => {
    const key = new Set<Scope>(['embed_sessions:write', 'deals:read'])
    expect([...memberScopes(roles.owner.scopes, key, listing({ pipeline_board: {}, invoice: {} }), false)]).toEqual([
      'deals:read',
    ])
  })

  it('loses what no engagement bounds once it is limited to engagements', () => {
    const listed = listing({ pipeline_board: {}, approval: {}, engagement: {}, invoice: {} })
    expect([...memberScopes(roles.owner.scopes, all, listed, true)].sort()).toEqual([
      'approvals:read',
      'engagements:read',
      'events:read',
      'files:read',
      'invoices:read',
      'milestones:read',
      'projects:read',
    ])
  })

  it('loses the scopes of features that are not granted', () => {
    const scopes = memberScopes(roles.owner.scopes, all, listing({ pipeline_board: { features: ['move'] } }), false)
    expect(scopes.has('deals:write')).toBe(true)
    expect(scopes.has('deals:win')).toBe(false)
    expect(
      memberScopes(roles.owner.scopes, all, listing({ pipeline_board: { features: [] } }), false).has('deals:write'),
    ).toBe(false)
  })

  it('never mints sessions or keys', () => {
    const scopes = memberScopes(
      roles.owner.scopes,
      all,
      listing(Object.fromEntries(componentNames.map((name) => [name, {}]))),
      false,
    )
    for (const scope of ['keys:write', 'embed_sessions:write', 'members:write'] as const)
      expect(scopes.has(scope)).toBe(false)
  })

  it('is within its role, its key and its components, and a limit only takes away', () => {
    const subset = <T>(values: readonly T[]) => fc.subarray([...values])
    fc.assert(
      fc.property(
        fc.constantFrom(...roleNames),
        subset(allScopes),
        subset(componentNames),
        (role: Role, key, names: Component[]) => {
          const listed = listing(Object.fromEntries(names.map((name) => [name, {}])))
          const scopes = memberScopes<Scope>(roles[role].scopes, new Set(key), listed, false)
          const needed = names.flatMap((name) => components[name].scopes as readonly Scope[])
          for (const scope of scopes) {
            expect(roles[role].scopes).toContain(scope)
            expect(key).toContain(scope)
            expect(needed).toContain(scope)
          }
          for (const scope of memberScopes<Scope>(roles[role].scopes, new Set(key), listed, true))
            expect(scopes.has(scope)).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['owner', ['a'], null, null],
    ['owner', ['a'], ['b'], ['b']],
    ['contractor', ['a', 'b'], null, ['a', 'b']],
    ['contractor', ['a', 'b'], ['b', 'c'], ['b']],
    ['contractor', [], null, []],
  ] as const)('of a %s on the teams %j with the list %j reaches %j', (role, teams, listed, reached) => {
    expect(memberEngagements(role === 'contractor', teams, listed)).toEqual(reached)
  })
})

describe('a contact’s session', () => {
  it('decides only where the key acts for contacts and the feature is granted', () => {
    expect(contactReads(listing({ approval: {}, pipeline_board: {} })).has('deals:write' as Scope)).toBe(false)
    expect(contactDecides(listing({ approval: {} }), true)).toBe(true)
    expect(contactDecides(listing({ approval: {} }), false)).toBe(false)
    expect(contactDecides(listing({ approval: { features: [] } }), true)).toBe(false)
    expect(contactOperations(listing({ approval: { features: [] } })).has('approvePortalApproval')).toBe(false)
    expect(contactOperations(listing({ approval: {} })).has('approvePortalApproval')).toBe(true)
  })

  it('reaches the portal operations of its components alone', () => {
    const reached = contactOperations(listing({ invoice: {} }))
    expect(reached.has('getPortalInvoice')).toBe(true)
    expect(reached.has('getPortalEngagement')).toBe(false)
    expect(reached.has('approvePortalApproval')).toBe(false)
    expect(contactOperations(listing({ pipeline_board: {} })).size).toBe(0)
  })

  it('reaches with an invoice each record that the invoice shows', () => {
    const shown = ['getPortalCreditNote', 'listPortalMilestones', 'getPortalApproval', 'listPortalFiles']
    for (const name of componentNames) {
      const reached = contactOperations(listing({ [name]: {} }))
      if (reached.has('getPortalInvoice')) expect(shown.filter((one) => !reached.has(one))).toEqual([])
    }
  })
})
