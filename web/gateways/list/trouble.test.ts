import { expect, test } from 'vitest'

import type { GatewayAbout, PersonaView } from '#bff'

import { ApiError } from '../../api/ApiError.ts'
import { troubleOf } from './trouble.ts'

const persona = (state: PersonaView['state']): PersonaView => ({
  id: 'alice',
  label: 'alice',
  kind: 'password',
  shared: false,
  state,
})
const about = (outcome: 'allowed' | 'rejected' | 'unreachable'): GatewayAbout => ({
  transport: 'streamable-http',
  transportSaid: 'It answered a POST.',
  protocolVersion: outcome === 'allowed' ? '2025-11-25' : null,
  server: null,
  capabilities: [],
  sessions: 'unknown',
  verdict: {
    outcome,
    listed: 'unknown',
    words: outcome,
    sentence: `alice: ${outcome}.`,
    reached: 'gateway',
  },
})

test('a persona without a token is asked to sign in, whatever the gateway would say', () => {
  expect(troubleOf(persona('signed_out'), undefined)).toEqual({
    signIn: true,
    words: 'alice: not signed in.',
  })
})

test('a token that the gateway does not take leads to a sign-in, nobody answering does not', () => {
  expect(troubleOf(persona('ready'), { ok: true, value: about('rejected') })?.signIn).toBe(true)
  expect(troubleOf(persona('ready'), { ok: true, value: about('unreachable') })).toEqual({
    signIn: false,
    words: 'alice: unreachable.',
  })
})

test('a failure of the console server says what to do next', () => {
  const error = new ApiError(502, {
    code: 'bad_gateway',
    message: 'The gateway broke off.',
    hint: 'Try again.',
    requestId: 'r1',
  })
  expect(troubleOf(persona('ready'), { ok: false, error })?.words).toBe(
    'The gateway broke off. Try again.',
  )
})

test('there is no trouble where it answered or is still asked', () => {
  expect(troubleOf(persona('ready'), { ok: true, value: about('allowed') })).toBeUndefined()
  expect(troubleOf(persona('ready'), undefined)).toBeUndefined()
  expect(troubleOf(undefined, undefined)).toBeUndefined()
})
