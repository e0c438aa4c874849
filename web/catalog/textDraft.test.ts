import { expect, test } from 'vitest'

import { keepDraft, mayKeep, readDraft } from './textDraft.ts'

test.each([
  ['a Secret', 'kind: Secret\nmetadata:\n  name: a'],
  ['a Secret in JSON-like quotes', "kind: 'Secret'"],
  ['a password', 'env:\n  DB_PASSWORD: x\n  password: hunter2'],
  ['a token', '  token: abc'],
  ['an API key', '  api_key: abc'],
  ['a private key', 'pem: |\n  -----BEGIN RSA PRIVATE KEY-----'],
])('%s is not kept', (_, text) => {
  expect(mayKeep(text)).toBe(false)
})

test.each([
  ['the agent of the walk-through', 'kind: Agent\nspec:\n  description: Answers questions'],
  ['a reference to a secret', 'auth:\n  secretRef:\n    name: kagent\n    key: token'],
  ['a word in prose', 'description: It never sees a token or a password'],
])('%s is kept', (_, text) => {
  expect(mayKeep(text)).toBe(true)
})

test('a text that becomes a secret takes the kept one with it', () => {
  const store = new Map<string, string>()
  // Only what the module calls of it.
  const storage = {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  } as unknown as Storage
  expect(keepDraft(storage, 'kind: Agent')).toBe(true)
  expect(readDraft(storage)).toBe('kind: Agent')
  expect(keepDraft(storage, 'kind: Secret')).toBe(false)
  expect(readDraft(storage)).toBe('')
})
