import { afterEach, describe, expect, test } from 'vitest'

import type { Agent, AgentEvent } from './agent.ts'
import { createAgent } from './createAgent.ts'
import { type Pace, createPace } from './pace.ts'
import { ask, only } from './testing/ask.ts'
import { listenToolServer } from './testing/toolServer.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function agentOf(
  tools: Parameters<typeof listenToolServer>[0],
  pace: Pace = createPace(0),
): Promise<Agent> {
  const server = await listenToolServer(tools)
  cleanups.push(server.close)
  return agentAt(server.url, pace)
}

async function agentAt(knowledgeUrl: string, pace: Pace = createPace(0)): Promise<Agent> {
  const agent = await createAgent(
    { name: 'solofieldassistant', description: 'd', env: { MODEL_PROVIDER: 'offline' } },
    { log: () => undefined, pace, knowledgeUrl },
  )
  cleanups.push(() => agent.close())
  return agent
}

const texts = (text: string) => ({ content: [{ type: 'text' as const, text }] })

describe('A turn', () => {
  test('tells each call, its usage, then its result, then the answer, and ends with the history', async () => {
    const agent = await agentOf({
      list_products: () => texts('| id | product |\n|---|---|\n| x | X |'),
    })
    const { events, history } = await ask(agent, 'Which products do you know?')
    const kinds = events.map(({ type }) => type).filter((type) => type !== 'text-delta')
    expect(kinds).toEqual([
      'tool-call',
      'usage',
      'tool-result',
      'text-start',
      'text-end',
      'usage',
      'finish',
    ])
    expect(only(events, 'tool-result').id).toBe(only(events, 'tool-call').id)
    expect(history.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
  })

  test('shows of a result only what MCP defines', async () => {
    const agent = await agentOf({ list_products: () => texts('none') })
    const { events } = await ask(agent, 'Which products do you know?')
    expect(only(events, 'tool-result')).toMatchObject({ result: texts('none'), isError: false })
    expect(Object.keys(only(events, 'tool-result').result ?? {})).toEqual(['content', 'isError'])
  })

  test('goes on when a tool fails, and says so', async () => {
    const agent = await agentOf({
      list_products: () => ({ ...texts('the disk is full'), isError: true }),
    })
    const { events, text } = await ask(agent, 'Which products do you know?')
    expect(only(events, 'tool-result').isError).toBe(true)
    expect(text).toContain('the disk is full')
  })

  test('counts the usage of every call of the model', async () => {
    const agent = await agentOf({ list_products: () => texts('none') })
    const { events } = await ask(agent, 'Which products do you know?')
    const usages = events.filter((event) => event.type === 'usage')
    expect(usages).toHaveLength(2)
    for (const { inputTokens, outputTokens, totalTokens } of usages) {
      expect(outputTokens).toBeGreaterThan(0)
      expect(totalTokens).toBe(inputTokens + outputTokens)
    }
  })

  test('searches instead where the tool server hides the other tools', async () => {
    const hit = '1. **CRD TrafficPolicy (g/v1)** (kgateway, kgateway 2.4): A policy for traffic.'
    const agent = await agentOf({ search: () => texts(hit) })
    const { tools, text } = await ask(agent, 'What is a TrafficPolicy?')
    expect(tools).toEqual(['search'])
    expect(text).toContain('A policy for traffic. (`CRD TrafficPolicy (g/v1)`, kgateway 2.4)')
  })

  test('says which tool it lacks where there is nothing it can use', async () => {
    const agent = await agentOf({ echo: () => texts('') })
    const { text } = await ask(agent, 'What is a TrafficPolicy?')
    expect(text).toContain(
      '`get_crd_schema` or `search`, and the tool server offers me only `echo`',
    )
  })

  test('fails with a sentence when the knowledge base is not there, and forgets the question', async () => {
    const agent = await agentAt('http://127.0.0.1:1/mcp')
    const { events } = await ask(agent, 'What is kgateway?')
    const error = only(events, 'error')
    expect(error.code).toBe('TOOLS_UNAVAILABLE')
    expect(error.message).toMatch(
      /knowledge base at http:\/\/127\.0\.0\.1:1\/mcp cannot be reached/,
    )
    expect(error.message).toContain('SOLO_KB_MCP_URL')
    expect(only(events, 'finish').history).toEqual([])
  })
})

describe('Stopping', () => {
  test('an abort ends an answer in its middle', async () => {
    const pace = createPace(0)
    pace.hold()
    const agent = await agentOf({}, pace)
    const abort = new AbortController()
    const events: AgentEvent[] = []
    const signal = abort.signal
    for await (const event of agent.run({
      history: [],
      input: { kind: 'text', text: 'hello' },
      signal,
    })) {
      events.push(event)
      if (event.type === 'text-delta') abort.abort()
    }
    expect(events.map(({ type }) => type)).toEqual(['text-start', 'text-delta'])
  })

  test('an abort reaches a tool that is being called', async () => {
    const called = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    cleanups.push(async () => answer.resolve())
    const agent = await agentOf({
      list_products: async () => {
        called.resolve()
        await answer.promise
        return texts('too late')
      },
    })
    const abort = new AbortController()
    const asked = ask(agent, 'Which products do you know?', [], abort.signal)
    await called.promise
    abort.abort()
    const { events } = await asked
    expect(events.map(({ type }) => type)).not.toContain('finish')
    expect(JSON.stringify(events)).not.toContain('too late')
  })

  test('an abort reaches a tool server that does not even list its tools', async () => {
    const listing = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    const server = await listenToolServer({}, () => {
      listing.resolve()
      return answer.promise
    })
    cleanups.push(server.close)
    const abort = new AbortController()
    const asked = ask(await agentAt(server.url), 'hello', [], abort.signal)
    await listing.promise
    abort.abort()
    expect((await asked).events).toEqual([])
    answer.resolve()
  })

  test('closing the agent ends its turns', async () => {
    const pace = createPace(0)
    pace.hold()
    const agent = await agentOf({}, pace)
    const events: AgentEvent[] = []
    const signal = new AbortController().signal
    for await (const event of agent.run({
      history: [],
      input: { kind: 'text', text: 'hello' },
      signal,
    })) {
      events.push(event)
      if (event.type === 'text-delta') await agent.close()
    }
    expect(events.at(-1)?.type).toBe('text-delta')
  })
})
