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
import { contactOperations, contactScopes, memberEngagements, memberScopes, withFeatures } from './session-rights.ts'

const all = new Set<Scope>(allScopes)

describe('a member’s session', () => {
  it('abuse-07: has no more than the key that minted it', () => {
    const key = new Set<Scope>(['embed_sessions:write', 'deals:read'])
    expect([...memberScopes('owner', key, withFeatures({ pipeline_board: {}, invoice: {} }), false)]).toEqual([
      'deals:read',
    ])
  })

  it('loses what no engagement bounds once it is limited to engagements', () => {
    const listed = withFeatures({ pipeline_board: {}, approval: {}, engagement: {}, invoice: {} })
    expect([...memberScopes('owner', all, listed, true)].sort()).toEqual([
      'approvals:read',
      'engagements:read',
      'events:read',
      'files:read',
      'invoices:read',
      'milestones:read',
    ])
  })

  it('loses the scopes of features that are not granted', () => {
    const scopes = memberScopes('owner', all, withFeatures({ pipeline_board: { features: ['move'] } }), false)
    expect(scopes.has('deals:write')).toBe(true)
    expect(scopes.has('deals:win')).toBe(false)
    expect(
      memberScopes('owner', all, withFeatures({ pipeline_board: { features: [] } }), false).has('deals:write'),
    ).toBe(false)
  })

  it('never mints sessions or keys', () => {
    const scopes = memberScopes(
      'owner',
      all,
      withFeatures(Object.fromEntries(componentNames.map((name) => [name, {}]))),
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
          const listed = withFeatures(Object.fromEntries(names.map((name) => [name, {}])))
          const scopes = memberScopes(role, new Set(key), listed, false)
          const needed = names.flatMap((name) => components[name].scopes as readonly Scope[])
          for (const scope of scopes) {
            expect(roles[role].scopes).toContain(scope)
            expect(key).toContain(scope)
            expect(needed).toContain(scope)
          }
          for (const scope of memberScopes(role, new Set(key), listed, true)) expect(scopes.has(scope)).toBe(true)
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
    expect(memberEngagements(role, teams, listed)).toEqual(reached)
  })
})

describe('a contact’s session', () => {
  it('decides only where the key acts for contacts and the feature is granted', () => {
    expect(contactScopes(withFeatures({ approval: {} }), true).has('approvals:decide')).toBe(true)
    expect(contactScopes(withFeatures({ approval: {} }), false).has('approvals:decide')).toBe(false)
    expect(contactScopes(withFeatures({ approval: { features: [] } }), true).has('approvals:decide')).toBe(false)
    expect(contactOperations(withFeatures({ approval: { features: [] } })).has('approvePortalApproval')).toBe(false)
    expect(contactOperations(withFeatures({ approval: {} })).has('approvePortalApproval')).toBe(true)
  })

  it('reaches the portal operations of its components alone', () => {
    expect([...contactOperations(withFeatures({ invoice: {} }))].sort()).toEqual([
      'getPortalInvoice',
      'listPortalInvoices',
    ])
    expect(contactOperations(withFeatures({ pipeline_board: {} })).size).toBe(0)
  })
})
