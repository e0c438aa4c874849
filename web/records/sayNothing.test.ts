import { expect, test } from 'vitest'

import { sayNothing, sayWhoami } from './sayNothing.ts'

const nobody = {
  subject: 'norole',
  isSuperuser: false,
  mappedRoles: [],
  resolvedRoles: [],
  unresolvedRoles: [],
}
const trial = { ...nobody, mappedRoles: ['field-trial'], unresolvedRoles: ['field-trial'] }
const docs = { ...nobody, mappedRoles: ['docs'], resolvedRoles: [{ name: 'docs' }] }

test.each([
  ['roles that no policy names', trial, 'No access policy grants its roles (field-trial)'],
  ['no roles', nobody, 'carries no roles'],
  ['roles that read nothing', docs, 'The access policies of docs let it read none'],
  ['everything', { ...nobody, isSuperuser: true }, 'The registry has no agents yet.'],
  ['an edition that does not say', undefined, 'does not say'],
])('with %s an empty list explains itself', (_, whoami, words) => {
  expect(sayNothing('norole', 'agents', whoami)).toContain(words)
})

test('who one is takes one sentence', () => {
  expect([
    sayWhoami('admin', { ...nobody, isSuperuser: true }),
    sayWhoami('docs', docs),
    sayWhoami('bob', trial),
    sayWhoami('norole', nobody),
  ]).toEqual([
    'admin is a superuser of this registry.',
    'docs has the role docs.',
    'bob has no role that an access policy knows (field-trial).',
    'norole has no roles here.',
  ])
})
