import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { startLab, type TestLab } from '../../testing/lab.ts'
import { agentCoreOf, deploy, labChat } from '../../testing/labChat.ts'
import { transcriptOf } from '../../testing/transcript.ts'
import type { AdapterEvent } from './adapter.ts'

const question = 'What is a kgateway TrafficPolicy?'
const agui = { name: 'docs-agui', runtimeConfig: { serverProtocol: 'AGUI' } }
const jwt = { name: 'docs-tokens', runtimeConfig: { authorizer: 'JWT' } }

let lab: TestLab
beforeAll(async () => {
  lab = await startLab({ LAB_AGENT_PACE_MS: '1' })
}, 60_000)
afterEach(() => lab.fault())
afterAll(() => lab.close())

const kagent = { 'kagent-tor1': { via: 'kagent' } } as const
const direct = () => ({ ...kagent, 'aws-agentcore': agentCoreOf(lab) })
const failureIn = (events: AdapterEvent[]) =>
  events.flatMap((event) => (event.type === 'RUN_ERROR' ? event.metadata.failure : []))
const interruptsIn = (events: AdapterEvent[]) =>
  events.flatMap((event) =>
    event.type === 'RUN_FINISHED' && event.outcome.type === 'interrupt'
      ? event.outcome.interrupts
      : [],
  )
const protocolIn = (events: AdapterEvent[]) =>
  events.findLast((event) => event.type === 'CUSTOM' && event.name === 'chat.meta')

const shape = (events: AdapterEvent[]) => {
  const [calls, args, gets = '', says = '', ends = ''] = transcriptOf(events)
  return { calls, args, found: gets.includes('# TrafficPolicy'), says, ends }
}

const bearer = () => ({ 'aws-agentcore': agentCoreOf(lab, { auth: 'bearer' }) })

const found = async (chat: ReturnType<typeof labChat>) =>
  (await chat.find('discovered-k8s-troubleshooter')).target

/** Deploying takes the lab's registry some seconds. */
const patience = 60_000

describe('the same question', { timeout: patience }, () => {
  test('is the same answer on both runtimes, through the registry, and in every protocol', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    const version1 = labChat(lab, { runtimes: { 'kagent-tor1': { via: 'kagent', wire: '1.0' } } })
    const registry = labChat(lab)
    await deploy(chat, agui)
    const asked = [
      ['A2A 0.3', () => chat.ask('solofieldassistant-kagent', question)],
      ['A2A 1.0', () => version1.ask('solofieldassistant-kagent', question)],
      ['A2A 0.3', () => chat.ask('solofieldassistant-agentcore', question)],
      ['AgentCore HTTP', () => chat.ask('docs-reviewer-agentcore', question)],
      ['AgentCore AG-UI', () => chat.ask(agui.name, question)],
      ['A2A 0.3', () => registry.ask('solofieldassistant-kagent', question)],
      ['A2A 0.3', () => registry.ask('solofieldassistant-agentcore', question)],
    ] as const
    const answers = []
    for (const [protocol, ask] of asked) {
      const { events } = await ask()
      expect(protocolIn(events)).toMatchObject({ value: { protocol } })
      answers.push(shape(events))
    }
    expect(answers[0]).toMatchObject({
      calls: 'calls get_crd_schema',
      args: 'with {"kind":"TrafficPolicy"}',
      found: true,
      says: expect.stringContaining('TrafficPolicy'),
      ends: expect.stringMatching(/^ends success \d+ in \d+ out$/),
    })
    for (const answer of answers.slice(1)) expect(answer).toEqual(answers[0])
  })

  test('is seen in the wire panel frame by frame, without a token or a signature', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    for (const name of ['solofieldassistant-kagent', 'solofieldassistant-agentcore']) {
      const { events } = await chat.ask(name, question)
      const meta = protocolIn(events)
      const id = meta?.type === 'CUSTOM' && meta.name === 'chat.meta' ? meta.value.exchange : ''
      const seen = await chat.exchanges.one('presenter', id ?? '')
      expect(seen).toMatchObject({
        upstream: 'runtime',
        status: 200,
        state: 'done',
        persona: 'alice',
      })
      expect(seen?.frames.length).toBeGreaterThan(3)
      const headers = Object.fromEntries(seen?.requestHeaders ?? [])
      expect(headers['authorization']).toMatch(/^(Bearer|AWS4-HMAC-SHA256) ••••$/)
      expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    }
  })
})

describe('a question that gets no answer says why', { timeout: patience }, () => {
  test('a container that was killed', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    const ask = async () => (await chat.ask('solofieldassistant-agentcore', question)).events
    await lab.control('/agentcore/kill/solofieldassistant', { method: 'PUT' })
    const events = await ask()
    await lab.control('/agentcore/kill/solofieldassistant', { method: 'DELETE' })
    expect(transcriptOf(await ask()).at(-1)).toMatch(/^ends success/)
    expect(failureIn(events)).toMatchObject([
      {
        code: 'container_failed',
        status: 424,
        retryable: true,
        hint: expect.stringContaining('/aws/bedrock-agentcore/runtimes/'),
      },
    ])
  })

  test('keys that AWS does not take', async () => {
    const env = { KEY_ID: 'LABACCESSKEYID', KEY: 'wrong' }
    const { events } = await labChat(lab, { runtimes: direct(), env }).ask('solofieldassistant-agentcore', question) // prettier-ignore
    expect(failureIn(events)).toMatchObject([{ code: 'access_denied', status: 403 }])
    expect(JSON.stringify(events)).not.toContain('wrong')
  })

  test('an agent that its runtime does not know', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    for (const name of ['solofieldassistant-kagent', 'solofieldassistant-agentcore']) {
      const { turn } = await chat.turnOf(name, question)
      const place = { ...turn.place, remoteId: turn.place.remoteId.replace('assistant', 'nobody') }
      const { events } = await chat.ask(name, question, { place })
      expect(failureIn(events)).toMatchObject([{ code: 'agent_not_found', status: 404 }])
    }
  })

  test('a controller where nothing listens', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    const { turn } = await chat.turnOf('solofieldassistant-kagent', question)
    await lab.fault('kagent-down')
    const { events } = await chat.ask('solofieldassistant-agentcore', question)
    expect(failureIn(events)).toEqual([])
    const told: AdapterEvent[] = []
    const { adapter } = await chat.turnOf('solofieldassistant-kagent', question)
    for await (const event of adapter.run(turn)) told.push(event)
    expect(failureIn(told)).toMatchObject([
      {
        code: 'unreachable',
        retryable: true,
        message: expect.stringMatching(/^Nothing listens on /),
      },
    ])
  })
})

describe('a runtime with a JWT authorizer', { timeout: patience }, () => {
  test("takes the persona's own token", async () => {
    const chat = labChat(lab, { runtimes: bearer() })
    await deploy(chat, jwt)
    const { events } = await chat.ask(jwt.name, question, { persona: 'bob' }) // prettier-ignore
    expect(transcriptOf(events).at(-1)).toMatch(/^ends success/)
  })

  test('rejects a token of somebody else, and a signature', async () => {
    const chat = labChat(lab, { runtimes: bearer() })
    await deploy(chat, jwt)
    const foreign = await chat.ask(jwt.name, question)
    expect(failureIn(foreign.events)).toMatchObject([{ code: 'token_rejected', status: 401 }])
    const signed = await labChat(lab, { runtimes: direct() }).ask(jwt.name, question)
    expect(failureIn(signed.events)).toMatchObject([{ code: 'access_denied', status: 403 }])
  })
})

describe('a conversation goes on', { timeout: patience }, () => {
  test('with what a person decided, in every protocol', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    const agent = { name: 'ticket-triage' }
    for (const serverProtocol of ['A2A', 'HTTP', 'AGUI'])
      await deploy(chat, { name: `tickets-${serverProtocol.toLowerCase()}`, agent, runtimeConfig: { serverProtocol } }) // prettier-ignore
    for (const name of ['ticket-triage-kagent', 'tickets-a2a', 'tickets-http', 'tickets-agui']) {
      const asked = await chat.ask(name, 'Close T-1041 because it works as meant')
      expect(transcriptOf(asked.events), name).toContain('calls close_ticket')
      const [waiting] = interruptsIn(asked.events)
      expect(waiting, name).toMatchObject({ reason: 'tool_approval' })
      const { conversation } = asked.turn
      const decision = { kind: 'decision', interruptId: waiting?.id ?? '', approved: false, reason: 'not yet' } as const // prettier-ignore
      const decided = await chat.ask(name, decision, { conversation, ...asked.learned })
      const lines = transcriptOf(decided.events)
      expect(lines[0], name).toContain('declined')
      expect(lines.at(-2), name).toContain('not yet')
      expect(lines.at(-1), name).toMatch(/^ends success/)
    }
  })

  test('after its stream broke off: kagent is asked what became of it', async () => {
    const chat = labChat(lab, { runtimes: kagent })
    const whole = await chat.ask('solofieldassistant-kagent', question)
    const stopped = new AbortController()
    await lab.control('/agent/hold', { method: 'PUT' })
    const { turn, learned, adapter } = await chat.turnOf('solofieldassistant-kagent', question, {
      signal: stopped.signal,
    })
    for await (const event of adapter.run(turn))
      if (event.type === 'TOOL_CALL_RESULT') stopped.abort()
    expect(await adapter.stop({ ...turn, ...learned })).toMatchObject({
      outcome: 'stopped_listening',
    })
    const again = { ...turn, ...learned, signal: new AbortController().signal }
    const events: AdapterEvent[] = []
    for await (const event of adapter.resume?.(again) ?? []) {
      if (event.type === 'TOOL_CALL_RESULT') await lab.control('/agent/hold', { method: 'DELETE' })
      events.push(event)
    }
    expect(transcriptOf(events)).toEqual(transcriptOf(whole.events))
    expect(await adapter.stop(again)).toMatchObject({ outcome: 'already_done' })
  })

  test('anew on AgentCore after its session was ended, or has ended by itself', async () => {
    const chat = labChat(lab, { runtimes: direct() })
    const { turn, adapter } = await chat.ask('solofieldassistant-agentcore', question)
    await adapter.endSession?.(turn)
    await adapter.endSession?.(turn)
    const { conversation } = turn
    const lastHeardAt = Date.now() - 16 * 60_000
    const late = await chat.ask('solofieldassistant-agentcore', question, { conversation, lastHeardAt }) // prettier-ignore
    expect(transcriptOf(late.events)[0]).toBe(
      'notes The session on AgentCore had ended after 15 min without a question; the agent has forgotten what was said before.',
    )
    const soon = await chat.ask('solofieldassistant-agentcore', question, { conversation, lastHeardAt: Date.now() }) // prettier-ignore
    expect(transcriptOf(soon.events)[0]).not.toMatch(/^notes/)
  })
})

describe('where a deployment can be asked', () => {
  test('a deployment that is not there is not found, one that is hidden is forbidden', async () => {
    const chat = labChat(lab)
    await expect(chat.find('nobody')).rejects.toMatchObject({ status: 404 })
    await expect(chat.find('solofieldassistant-kagent', 'eve')).rejects.toMatchObject({
      status: 403,
    })
    await expect(chat.find('solofieldassistant-kagent', 'mallory')).rejects.toMatchObject({
      code: 'persona_unknown',
    })
  })

  test('an agent that nobody deployed is asked directly or not at all', async () => {
    const name = expect.stringContaining('chat.runtimes.kagent-tor1')
    expect(await found(labChat(lab))).toMatchObject({ available: false, reason: name })
    expect(await found(labChat(lab, { runtimes: kagent }))).toMatchObject({ available: true })
  })
})
