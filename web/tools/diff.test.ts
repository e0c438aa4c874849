import { expect, test } from 'vitest'

import type { CallView, Verdict } from '#bff'

import { differences, firstDifferentLine } from './diff.ts'

const verdict = (words: string, code?: number): Verdict => ({
  outcome: words.includes('refused') ? 'refused' : 'allowed',
  listed: 'listed',
  words,
  sentence: '',
  reached: 'gateway',
  ...(code !== undefined && { code }),
})

const call = (status: number, words: string, text: string, code?: number): CallView => ({
  id: '',
  gateway: 'g',
  persona: 'p',
  tool: 't',
  arguments: {},
  exchange: '',
  at: '',
  contentType: null,
  ms: 1,
  body: text,
  bodyTruncated: false,
  status,
  verdict: verdict(words, code),
  ...(code === undefined && { result: { content: [{ type: 'text', text }] } }),
})

test('equal texts have no different line', () => {
  expect(firstDifferentLine(['a\nb', 'a\nb', 'a\nb'])).toBeUndefined()
})

test('the first different line is found among three', () => {
  expect(firstDifferentLine(['a\nb\nc', 'a\nb\nc', 'a\nx\nc'])).toBe(1)
})

test('a text that ends earlier differs where it ends', () => {
  expect(firstDifferentLine(['a', 'a\n'])).toBe(1)
})

test('nothing is compared before two answers are there', () => {
  expect(differences([call(200, 'listed, allowed', 'a'), undefined])).toBeUndefined()
})

test('an allowed and a refused answer differ in everything', () => {
  const alice = call(200, 'listed, allowed', '# kgateway')
  const bob = call(400, 'hidden, refused', '{"error":{}}', -32602)
  expect(differences([alice, bob])).toEqual({
    verdict: true,
    status: true,
    code: true,
    firstLine: 0,
  })
})

test('equal answers differ in nothing, whatever their wire frames', () => {
  const first = call(200, 'listed, allowed', 'same')
  const second = { ...first, body: 'data: {"id":2}', ms: 9 }
  expect(differences([first, second])).toEqual({ verdict: false, status: false, code: false })
})

const body = (id: number) => `{"jsonrpc":"2.0","id":${id},"error":{"code":-32602}}`

test('two refusals that differ in their message number alone are equal', () => {
  const bob = call(400, 'hidden, refused', body(12), -32602)
  const dave = call(400, 'hidden, refused', body(14), -32602)
  expect(differences([bob, dave])).toEqual({ verdict: false, status: false, code: false })
})
