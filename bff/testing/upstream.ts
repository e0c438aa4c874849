import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import { configSchema } from '../config/schema.ts'
import { createSecrets } from '../config/secrets.ts'
import type { BffEvent } from '../contract.ts'
import { createHub } from '../observe/hub.ts'
import { createStreamLimit } from '../security/streamLimit.ts'
import { createSealer } from '../session/seal.ts'
import { openSqliteStore } from '../session/store/sqlite.ts'
import type { HeldTokens, SignIn, TokenSource } from '../session/types.ts'
import { createRecorder } from '../upstream/recorder.ts'
import { createUpstream } from '../upstream/upstream.ts'
import type { ConfigText } from './console.ts'

/** 2026-11-20 12:00 UTC, where no test moves it. */
export const noon = Date.parse('2026-11-20T12:00:00Z')

export const held = (accessToken: string, claims: Record<string, unknown> = {}): HeldTokens => ({
  accessToken,
  claims,
  issuedAt: noon,
})

export const signInOf = (subject: string): SignIn => ({
  id: `signin-of-${subject}`,
  operator: { name: subject, subject, issuer: 'http://idp.test', groups: [] },
  browser: 'test',
  signedInAt: noon,
  lastSeenAt: noon,
  absoluteExpiresAt: noon + 3_600_000,
  operatorTokens: held('operator-token'),
  personas: {},
})

/** Tokens named after their persona; `renewed` is what a refresh gives, null where none is possible. */
export function tokenSource(
  renewed: HeldTokens | null = null,
): TokenSource & { renewals: string[] } {
  const renewals: string[] = []
  return {
    renewals,
    get: async (persona) => held(`token-of-${persona}`, { sub: persona }),
    renew: async (persona) => {
      renewals.push(persona)
      return renewed
    },
  }
}

interface Wanted {
  /** Gateway ids and URLs. */
  gateways?: Record<string, Omit<NonNullable<ConfigText['gateways']>[string], 'personas'>>
  registry?: ConfigText['registry']
  chat?: ConfigText['chat']
  /** Where secrets are read from. */
  env?: Record<string, string>
  /** Origin of the identity provider. */
  issuer?: string
  tokens?: TokenSource
  limits?: {
    upstreamHeaders?: string
    bodyBytes?: number
    exchangesKept?: number
    streams?: number
  }
  clock?: () => number
}

const onLoss = (error: unknown) => {
  throw error
}

/** The upstream half of the BFF over a real store in a temporary folder, with what it published. */
export function upstreamOf({
  issuer = 'http://127.0.0.1:1',
  gateways = {},
  registry,
  chat,
  env = {},
  tokens = tokenSource(),
  limits = {},
  clock = () => noon,
}: Wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-'))
  const config = configSchema.parse({
    issuers: { solo: { issuer: `${issuer}/realms/solo`, clientId: 'kagent' } },
    operator: { issuer: 'solo' },
    personas: { alice: { kind: 'bearer' }, bob: { kind: 'bearer' }, eve: { kind: 'bearer' } },
    gateways: Object.fromEntries(
      Object.entries(gateways).map(([id, one]) => [id, { ...one, personas: ['alice', 'bob'] }]),
    ),
    ...(registry === undefined ? {} : { registry }),
    ...(chat === undefined ? {} : { chat }),
    limits,
  })
  const store = openSqliteStore(join(folder, 'test.db'))
  const seal = createSealer([{ id: 'k1', key: Buffer.alloc(32, 7) }])
  const hub = createHub()
  const published: { event: BffEvent; to: { subject?: string; signIn?: string } }[] = []
  const listeningHub = {
    ...hub,
    publish: (event: BffEvent, to = {}) => {
      published.push({ event, to })
      hub.publish(event, to)
    },
  }
  const shared = { config, store, seal, hub: listeningHub, clock, onLoss }
  const exchanges = createRecorder({ ...shared, keep: config.limits.exchangesKept })
  const secrets = createSecrets(env)
  const streams = createStreamLimit(config.limits.streams)
  const upstream = createUpstream({ ...shared, secrets, tokens, exchanges, streams })
  onTestFinished(async () => {
    await upstream.close()
    await store.close()
    rmSync(folder, { recursive: true })
  })
  return {
    config,
    secrets,
    store,
    seal,
    hub: listeningHub,
    published,
    exchanges,
    upstream,
    tokens,
    clock,
  }
}
