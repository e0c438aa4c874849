import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { loadConfig } from './load.ts'
import { createSecrets } from './secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'parallax-config-'))
const file = join(folder, 'parallax.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

const good = `issuers:
  solo:
    issuer: http://127.0.0.1:18080/realms/solo
    clientId: kagent
    clientSecret: { env: SECRET }
operator: { issuer: solo }
`

function load(text: string, more: NodeJS.ProcessEnv = {}) {
  writeFileSync(file, text)
  const env = { PARALLAX_CONFIG: file, SECRET: 'shh', ...more }
  return loadConfig(env, createSecrets(env))
}

/** The lines of the refusal, without the folder. */
function refusal(text: string, more?: NodeJS.ProcessEnv): string[] {
  try {
    load(text, more)
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .replaceAll(folder, '')
      .split('\n')
  }
  return []
}

test('a small file is enough, and the rest has defaults', () => {
  const { config, warnings } = load(good)
  expect(config.publicOrigin).toBe('http://localhost:8787')
  expect(config.session.idle).toBe(30 * 60_000)
  expect(warnings).toEqual([])
})

test('every mistake is named at once, with file, line, column and what the place takes', () => {
  const lines = refusal(`issuers:
  solo:
    issuer: nope
    clientSecret: plain-text
    colour: red
operator: { issuer: solo }
personas:
  alice:
    kind: magic
session:
  idle: soon
`)
  expect(lines).toEqual([
    '/parallax.yaml:3:13: issuers.solo.issuer: takes an http or https URL',
    '/parallax.yaml:2:3: issuers.solo.clientId: is missing; it takes a string',
    '/parallax.yaml:4:19: issuers.solo.clientSecret: takes { env: NAME } or { file: PATH }; a secret itself is never written here',
    '/parallax.yaml:5:13: issuers.solo.colour: is not a known setting',
    '/parallax.yaml:9:11: personas.alice.kind: takes one of password, device, code, client_credentials, bearer',
    '/parallax.yaml:11:9: session.idle: takes a number with ms, s, m, h or d, such as 30m',
  ])
})

test('what is not YAML is named with its line', () => {
  expect(refusal(`${good}personas:\n  a: [\n`)[0]).toMatch(/^\/parallax\.yaml:9:1: /)
})

test('names that lead nowhere are named, each where it stands', () => {
  const lines = refusal(
    good.replace('issuer: solo }', 'issuer: other }') +
      `personas:
  bob: { kind: device, issuer: nowhere }
gateways:
  one:
    url: http://127.0.0.1:1/mcp
    personas: [bob, eve]
`,
  )
  expect(lines).toEqual([
    '/parallax.yaml:6:21: operator.issuer: names the issuer "other", which is not under issuers',
    '/parallax.yaml:8:32: personas.bob.issuer: names the issuer "nowhere", which is not under issuers',
    '/parallax.yaml:12:21: gateways.one.personas.1: names the persona "eve", which is not under personas',
  ])
})

test('a password persona wants a lab, and a readable password', () => {
  const alice =
    'personas:\n  alice: { kind: password, issuer: solo, username: alice, password: { env: PW } }\n'
  expect(refusal(good + alice)).toEqual([
    '/parallax.yaml:8:18: personas.alice.kind: is password, which only a configuration with `lab: true` may have',
    '/parallax.yaml:8:59: personas.alice.password: the environment variable PW is not set',
  ])
  expect(refusal(`lab: true\n${good}${alice}`, { PW: 'alice' })).toEqual([])
})

test('plain http to another machine is refused, dialled on this one it is not', () => {
  const remote = good.replace('127.0.0.1:18080', 'keycloak.kagent.svc.cluster.local')
  expect(refusal(remote)).toEqual([
    '/parallax.yaml:3:13: issuers.solo.issuer: is plain http to keycloak.kagent.svc.cluster.local; use https, or dial a port-forward on 127.0.0.1',
  ])
  const dialled = remote.replace('clientId:', 'dial: http://127.0.0.1:8080\n    clientId:')
  expect(refusal(dialled)).toEqual([])
})

test('a registry names personas that exist, origins alone, and a pace that it survives', () => {
  const registry = `registry:
  url: http://127.0.0.1:12121/v0
  personas: [admin, eve]
  default: bob
  reach: ['http://127.0.0.1:18083/']
  pollEvery: 10ms
personas:
  admin: { kind: client_credentials, tokenEndpoint: http://127.0.0.1:12121/t, clientId: admin }
`
  expect(refusal(good + registry)).toEqual([
    '/parallax.yaml:9:21: registry.personas.1: names the persona "eve", which is not under personas',
    '/parallax.yaml:10:12: registry.default: is "bob", which is not in registry.personas',
    '/parallax.yaml:11:11: registry.reach.0: takes an origin alone, without path and slash: http://127.0.0.1:18083',
    '/parallax.yaml:8:8: registry.url: takes the address without a path; /v0 is added',
    '/parallax.yaml:12:14: registry.pollEvery: is shorter than 250ms',
  ])
  const { config } = load(`${good}registry: { url: http://127.0.0.1:12121 }\n`)
  expect(config.registry).toMatchObject({ label: 'registry', personas: [], pollEvery: 1_000 })
})

test('runtimes of conversations name keys that can be read, and no way that leaks them', () => {
  const chat = `chat:
  runtimes:
    tor1: { via: kagent, endpoint: http://kagent.kagent:8083, wire: '2.0' }
    aws:
      via: agentcore
      region: Virginia
`
  expect(refusal(good + chat)).toEqual([
    '/parallax.yaml:9:69: chat.runtimes.tor1.wire: takes one of 0.3, 1.0',
    '/parallax.yaml:12:15: chat.runtimes.aws.region: takes an AWS region, such as us-east-1',
  ])
  const keys = `chat:
  runtimes:
    tor1: { via: kagent, endpoint: http://kagent.kagent:8083 }
    aws:
      via: agentcore
      auth: bearer
      endpoint: http://agentcore.example
      credentials: { accessKeyId: { env: ID }, secretAccessKey: { env: SECRET } }
`
  expect(refusal(good + keys)).toEqual([
    '/parallax.yaml:8:3: chat.runtimes: needs a section registry, in which the deployments are found',
    '/parallax.yaml:13:17: chat.runtimes.aws.endpoint: is plain http to agentcore.example; use https, or dial a port-forward on 127.0.0.1',
    "/parallax.yaml:14:7: chat.runtimes.aws.credentials: is of no use with auth bearer, which sends the persona's token",
    '/parallax.yaml:14:22: chat.runtimes.aws.credentials.accessKeyId: the environment variable ID is not set',
  ])
  const { runtimes, limits } = load(good).config.chat
  expect([runtimes, limits.silence]).toEqual([{}, 15 * 60_000])
})

test('a public client is only a warning', () => {
  const text = good.replace('clientSecret: { env: SECRET }', 'clientAuth: none')
  expect(load(text).warnings[0]).toMatch(/:5:17: issuers\.solo\.clientAuth: is none: RFC 10017/)
})

test('the environment stands over the file, and is named when it is wrong', () => {
  expect(load(good, { PARALLAX_PUBLIC_ORIGIN: 'https://c.example' }).config.publicOrigin).toBe(
    'https://c.example',
  )
  expect(refusal(good, { PARALLAX_PUBLIC_ORIGIN: 'http://c.example/x' })).toEqual([
    'PARALLAX_PUBLIC_ORIGIN: publicOrigin: takes an origin alone, without path and slash: http://c.example',
    'PARALLAX_PUBLIC_ORIGIN: publicOrigin: takes https: browsers keep Secure cookies over http for localhost alone',
  ])
})

test('a key ring that is none is named before anything starts', () => {
  expect(refusal(good, { PARALLAX_SESSION_KEYS: 'nonsense' })).toEqual([
    expect.stringMatching(/session\.keys: the session keys are not like "k2:base64,k1:base64"/),
  ])
})

test('a secret file is read again when it changes', () => {
  const secrets = createSecrets({})
  const path = join(folder, 'token')
  writeFileSync(path, 'one\n')
  expect(secrets.read({ file: path })).toBe('one')
  writeFileSync(path, 'second\n')
  expect(secrets.read({ file: path })).toBe('second')
  expect(() => secrets.read({ file: join(folder, 'none') })).toThrow(/none cannot be read/)
})

test('the token of a Kubernetes API must be there, and is not sent in clear text', () => {
  const text = `${good}personas:
  alice: { kind: bearer }
gateways:
  kb:
    url: http://127.0.0.1:18081/mcp
    personas: [alice]
    kubernetes:
      url: http://cluster.test:6443
      token: { env: NOWHERE }
  other:
    url: http://127.0.0.1:18081/mcp
    personas: [alice]
    kubernetes: { url: 'http://user:secret@127.0.0.1:8001' }
`
  expect(refusal(text)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/gateways\.kb\.kubernetes\.token: .*NOWHERE is not set/),
      expect.stringMatching(/gateways\.kb\.kubernetes\.url: is plain http to cluster\.test/),
      expect.stringMatching(/gateways\.other\.kubernetes\.url: holds a user name or password/),
    ]),
  )
})
