import { expect, test } from 'vitest'

import { held } from '../testing/upstream.ts'
import { systemOwner } from '../upstream/types.ts'
import { operatorOf } from './operator.ts'

const signed = (sub: string) => ({ identity: { sub, iss: 'http://idp.test' }, tokens: held('t') })

test('an operator is named by the subject', () => {
  expect(operatorOf(signed('system'))).toMatchObject({ subject: 'system', name: 'system' })
})

test.each([systemOwner, '', 'x'.repeat(256), 'a\nb'])('%j is no subject', (sub) => {
  expect(operatorOf(signed(sub))).toBeNull()
})
