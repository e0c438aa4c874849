import { expect, test } from 'vitest'

import { type Provenance, refusal } from './sameOrigin.ts'

const origin = 'http://localhost:8787'

const own: Provenance = {
  method: 'POST',
  path: '/bff/logout',
  csrf: '1',
  site: 'same-origin',
  dest: 'empty',
  origin,
}

const refused = (change: Partial<Provenance>) => refusal({ ...own, ...change }, origin)

test('what the console itself asks is answered, whatever the method', () => {
  for (const method of ['GET', 'POST', 'DELETE']) expect(refused({ method })).toBeNull()
})

test.each<[string, Partial<Provenance>]>([
  ['without the header', { csrf: undefined }],
  ['with another value of it', { csrf: 'true' }],
  ['from another site', { site: 'cross-site' }],
  ['from another port or subdomain', { site: 'same-site' }],
  ['from the address bar', { site: 'none' }],
  ['with a foreign Origin', { origin: 'https://evil.example' }],
  ['with a sandboxed Origin', { origin: 'null' }],
  ['with an Origin of another port', { origin: 'http://localhost:8788' }],
])('T07: a request %s is refused, reading ones too', (_, change) => {
  expect(refused(change)).toEqual(expect.any(String))
  expect(refused({ ...change, method: 'GET', path: '/bff/session' })).toEqual(expect.any(String))
})

test('T08: a browser without Fetch Metadata is judged by Origin, then by the header alone', () => {
  const old = { site: undefined, dest: undefined }
  expect(refused(old)).toBeNull()
  expect(refused({ ...old, origin: undefined })).toBeNull()
  expect(refused({ ...old, origin: 'https://evil.example' })).toEqual(expect.any(String))
  expect(refused({ ...old, origin: undefined, csrf: undefined })).toEqual(expect.any(String))
})

test.each(['script', 'iframe', 'object', 'embed', 'image', 'style', 'worker', 'document'])(
  'T22: nothing here can be loaded as %s',
  (dest) => {
    expect(refused({ method: 'GET', path: '/bff/session', dest })).toEqual(expect.any(String))
  },
)

test('pages of a sign-in are for the address bar, and only the way back may come from elsewhere', () => {
  const visit = { method: 'GET', csrf: undefined, dest: 'document', origin: undefined }
  for (const path of ['/bff/op/authorize', '/bff/op/logout']) {
    expect(refused({ ...visit, path, site: 'same-origin' })).toBeNull()
    expect(refused({ ...visit, path, site: 'none' })).toBeNull()
    expect(refused({ ...visit, path, site: 'cross-site' })).toEqual(expect.any(String))
    expect(refused({ ...visit, path, dest: 'iframe' })).toEqual(expect.any(String))
  }
  expect(refused({ ...visit, path: '/bff/callback', site: 'cross-site' })).toBeNull()
  expect(refused({ ...visit, path: '/bff/callback', method: 'POST' })).toEqual(expect.any(String))
  expect(refused({ ...visit, path: '/bff/session', site: 'none' })).toEqual(expect.any(String))
})

test("the provider's own call needs no header, and only as POST", () => {
  const call = { path: '/bff/backchannel', csrf: undefined, site: undefined, dest: undefined }
  expect(refused(call)).toBeNull()
  expect(refused({ ...call, method: 'GET' })).toEqual(expect.any(String))
})
