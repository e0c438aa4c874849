import { randomUUID } from 'node:crypto'

import { vi } from 'vitest'

import type { RunInput } from '../contract.ts'
import type { TokenSource } from '../session/types.ts'
import type { AdapterEvent, Turn } from '../upstream/chat/adapter.ts'
import { createChatAdapters } from '../upstream/chat/adapters.ts'
import { createChatPlaces } from '../upstream/chat/places.ts'
import { createRegistryClient } from '../upstream/registry/client.ts'
import type { ConfigText } from './console.ts'
import type { TestLab } from './lab.ts'
import { held, signInOf, upstreamOf } from './upstream.ts'

/** The keys that the lab's AgentCore takes, as an environment. */
const keys = { KEY_ID: 'LABACCESSKEYID', KEY: 'lab-secret-access-key' }
const credentials = { accessKeyId: { env: 'KEY_ID' }, secretAccessKey: { env: 'KEY' } } as const

type Runtimes = NonNullable<NonNullable<ConfigText['chat']>['runtimes']>
type AgentCore = Extract<Runtimes[string], { via: 'agentcore' }>

/** AgentCore of the lab with its own keys, or whatever else a test wants of it. */
export const agentCoreOf = (lab: TestLab, over: Partial<AgentCore> = {}): AgentCore => ({
  via: 'agentcore',
  endpoint: lab.origins['agentcore'] ?? '',
  ...(over.auth === 'bearer' ? {} : { credentials }),
  ...over,
})

/** Tokens of the registry's demo profiles under the names of the tests' personas; bob's is alice's of the realm. */
function tokensOf(lab: TestLab): TokenSource {
  const profiles: Record<string, string> = { alice: 'admin', eve: 'norole' }
  return {
    async get(persona) {
      if (persona === 'bob') return held(await lab.mint({ person: 'alice' }), { sub: 'alice' })
      const form = { grant_type: 'client_credentials', client_id: profiles[persona] ?? persona }
      const scope = 'openid profile email Groups'
      const url = `${lab.origins['registry']}/api/autoauth/oauth/token`
      const body = new URLSearchParams({ ...form, scope })
      const answer = await fetch(url, { method: 'POST', body })
      const { access_token: token } = (await answer.json()) as { access_token: string } // RFC 6749 section 5.1
      return held(token, { sub: profiles[persona] })
    },
    renew: async () => null,
  }
}

/** The adapters over a running lab, asked as alice unless a test says otherwise. */
export function labChat(
  lab: TestLab,
  options: { runtimes?: Runtimes; clock?: () => number; env?: Record<string, string> } = {},
) {
  const { runtimes = {}, clock = Date.now, env = keys } = options
  const registry = {
    url: lab.origins['registry'] ?? '',
    personas: ['alice', 'bob', 'eve'],
    reach: [lab.origins['kagent'] ?? ''],
  }
  const tokens = tokensOf(lab)
  const made = upstreamOf({ registry, chat: { runtimes }, tokens, clock, env })
  const shared = { ...made, pools: made.upstream.pools, recorder: made.exchanges }
  const parts = { ...shared, client: createRegistryClient(shared) }
  const adapters = createChatAdapters(parts)
  const places = createChatPlaces(parts)
  const signIn = signInOf('presenter')

  const find = (deployment: string, persona = 'alice') =>
    places.find({ signIn, persona, deployment, namespace: 'default' })

  /** Where a deployment is asked, once it can be: the lab begins to deploy when it starts. */
  const ready = (deployment: string, persona?: string) =>
    vi.waitFor(
      async () => {
        const { target, place } = await find(deployment, persona)
        if (place === null) throw new Error(target.reason)
        return place
      },
      { timeout: 30_000, interval: 100 },
    )

  /** A turn, and what the runtime has told about it. */
  async function turnOf(deployment: string, input: RunInput | string, over: Partial<Turn> = {}) {
    const place = await ready(deployment, over.persona)
    const learned: { taskId?: string } = {}
    const turn: Turn = {
      place,
      signIn,
      persona: 'alice',
      conversation: randomUUID(),
      run: randomUUID(),
      input: typeof input === 'string' ? { kind: 'text', text: input } : input,
      signal: new AbortController().signal,
      learned: (what) => void Object.assign(learned, what),
      ...over,
    }
    return { turn, learned, adapter: adapters.of(place) }
  }

  /** Asks and waits for the whole answer. */
  async function ask(deployment: string, input: RunInput | string, over: Partial<Turn> = {}) {
    const { turn, learned, adapter } = await turnOf(deployment, input, over)
    const events: AdapterEvent[] = []
    for await (const event of adapter.run(turn)) events.push(event)
    return { events, turn, learned, adapter }
  }

  return { ...made, signIn, find, turnOf, ask }
}

type LabChat = ReturnType<typeof labChat>

/** Deploys an agent once more on AgentCore, `docs-reviewer` unless named, with a container of another kind. */
export async function deploy(
  { upstream, signIn }: LabChat,
  {
    name,
    agent = { name: 'docs-reviewer', tag: '2.0.1' },
    runtimeConfig,
  }: {
    name: string
    agent?: { name: string; tag?: string }
    runtimeConfig: Record<string, unknown>
  },
): Promise<void> {
  const spec = {
    targetRef: { kind: 'Agent', ...agent },
    runtimeRef: { kind: 'Runtime', name: 'aws-agentcore' },
    runtimeConfig,
  }
  const head = { apiVersion: 'ar.dev/v1alpha1', kind: 'Deployment', metadata: { name } }
  const text = JSON.stringify({ ...head, spec })
  const request = { text, dryRun: false, values: {} }
  const answer = await upstream.registry.apply({ persona: 'alice', signIn }, request)
  if (answer.outcome !== 'answered' || answer.results.some(({ status }) => status === 'failed'))
    throw new Error(JSON.stringify(answer))
}
