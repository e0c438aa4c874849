import { describe, expect, test } from 'vitest'

import type { Identity } from './identity.ts'
import type { AccessPolicySpec } from './kinds/policy.ts'
import { type Action, grantsOf } from './rbac.ts'

type Rule = AccessPolicySpec['rules'][number]

const policy = (role: string, ...rules: Rule[]): AccessPolicySpec => ({
  principals: [{ kind: 'Role', name: role }],
  rules,
})
const who = (roles: string[], isSuperuser = false): Identity => ({
  subject: 'x',
  roles,
  isSuperuser,
})

const policies = [
  policy('viewer', { actions: ['registry:read'], resources: [{ kind: 'agent', name: '*' }] }),
  policy(
    'owner',
    { actions: ['registry:*'], resources: [{ kind: 'agent', name: 'mine' }] },
    { actions: ['runtime:*'], resources: [{ kind: 'agent', name: 'mine' }] },
  ),
  policy('admin', { actions: ['registry:admin'], resources: [{ kind: 'agent', name: 'any' }] }),
]

describe('grants', () => {
  test.each<[string[], Action, string, boolean]>([
    [[], 'registry:read', 'mine', false],
    [['stranger'], 'registry:read', 'mine', false],
    [['viewer'], 'registry:read', 'mine', true],
    [['viewer'], 'registry:edit', 'mine', false],
    [['viewer'], 'runtime:invoke', 'mine', false],
    [['owner'], 'registry:read', 'mine', true],
    [['owner'], 'registry:delete', 'mine', true],
    [['owner'], 'runtime:invoke', 'mine', true],
    [['owner'], 'registry:read', 'other', false],
    [['owner', 'viewer'], 'registry:read', 'other', true],
  ])('%j: %s on %s is %s', (roles, action, name, allowed) => {
    expect(grantsOf(who(roles), policies).may(action, 'agent', name)).toBe(allowed)
  })

  test('a grant on one kind says nothing about another', () => {
    expect(grantsOf(who(['viewer']), policies).may('registry:read', 'skill', 'x')).toBe(false)
  })

  test('names are listed once, and a star swallows them', () => {
    expect(grantsOf(who(['owner']), policies).names('registry:read', 'agent')).toEqual(['mine'])
    expect(grantsOf(who(['owner', 'viewer']), policies).names('registry:read', 'agent')).toBe('*')
    expect(grantsOf(who(['owner']), policies).names('registry:read', 'model')).toEqual([])
  })

  test('a superuser needs no policy', () => {
    const all = grantsOf(who([], true), [])
    expect([all.isAdmin, all.may('runtime:invoke', 'agent', 'x')]).toEqual([true, true])
  })

  test('registry:* makes an admin, as registry:admin does', () => {
    const admins = ['viewer', 'owner', 'admin'].filter(
      (role) => grantsOf(who([role]), policies).isAdmin,
    )
    expect(admins).toEqual(['owner', 'admin'])
  })

  test('a policy for a Deployment grants nothing to a role of its name', () => {
    const forDeployment: AccessPolicySpec = {
      principals: [{ kind: 'Deployment', name: 'viewer' }],
      rules: [{ actions: ['registry:read'], resources: [{ kind: 'agent', name: '*' }] }],
    }
    const grants = grantsOf(who(['viewer']), [forDeployment])
    expect(grants.may('registry:read', 'agent', 'x')).toBe(false)
  })
})
