import { afterAll, afterEach, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { deployment, unique } from './manifests.ts'
import { startRuntimes } from './runtimes.ts'
import { startOwn } from './target.ts'

// Signatures carry the real time; the registry's own clock is still the test's.
const runtimes = await startRuntimes(Date.now)
const target = await startOwn({ runtimes })
const { send, apply } = client(target)
afterEach(() => runtimes.agents.release())
afterAll(async () => {
  await target.close()
  await runtimes.close()
})
await target.turn(5_000)

const at = (name: string) => `/v0/a2a/sessions/aws-agentcore/agents/${name}`
const ours = at('solofieldassistant-agentcore')
const rpc = (method: string, text: string, contextId?: string) => ({
  jsonrpc: '2.0',
  id: 'q1',
  method,
  params: {
    message: {
      kind: 'message',
      role: 'user',
      messageId: 'm1',
      parts: [{ kind: 'text', text }],
      ...(contextId && { contextId }),
    },
  },
})
const chat = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', json, headers })

describe('chat with an agent on AgentCore through the registry', () => {
  test('answers message/send with the agent’s task', async () => {
    const { status, body } = await chat(ours, rpc('message/send', 'seed'))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: 'q1',
      result: {
        kind: 'task',
        status: { state: 'completed' },
        artifacts: [{ parts: [{ text: 'A TrafficPolicy is a policy.' }] }],
      },
    })
  })

  test('passes a stream on as it comes', async () => {
    runtimes.agents.hold()
    const token = await client(target).token('admin')
    const answer = await fetch(`${target.url}${ours}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify(rpc('message/stream', 'seed')),
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    // The agent waits behind its first word: what is read here was sent before the end was known.
    expect((await reader?.read())?.value).toContain('"state":"submitted"')
    runtimes.agents.release()
    let rest = ''
    for (;;) {
      const next = await reader?.read()
      if (!next || next.done) break
      rest += next.value
    }
    expect(rest).toContain('"final":true')
  })

  test('remembers nothing, whatever context the caller names', async () => {
    const contextId = crypto.randomUUID()
    await chat(ours, rpc('message/send', 'seed', contextId))
    const again = await chat(ours, rpc('message/send', 'how much do you remember', contextId))
    expect(again.text).toContain('I remember 0 messages.')
  })

  test.each([
    [`${ours}?endpoint_name=v2`, -32_501, 'No endpoint or agent found with qualifier v2'],
    [at('docs-reviewer-agentcore'), -32_055, 'Received error (400) from runtime'],
  ])('%s comes back as a JSON-RPC error', async (path, code, words) => {
    const { status, body } = await chat(path, rpc('message/send', 'seed'))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      jsonrpc: '2.0',
      id: 'q1',
      error: { code, message: expect.stringContaining(words) },
    })
  })

  test('leaves the words of an HTTP agent as they are', async () => {
    const { body } = await chat(at('docs-reviewer-agentcore'), { prompt: 'seed' })
    expect(body).toMatchObject({
      result: { role: 'assistant', content: [{ text: 'A TrafficPolicy is a policy.' }] },
    })
  })

  test('needs runtime:invoke on that agent', async () => {
    const refused = await send(ours, { method: 'POST', json: {}, as: 'viewer' })
    expect(refused.status).toBe(403)
  })
})

const path = (name: string) => `/v0/deployments/${name}`
const ask = (name: string) => chat(at(name), rpc('message/send', 'seed'))

describe('a deployment to AgentCore', () => {
  test('can be talked to as soon as it is ready, and no more once it is undeployed', async () => {
    const name = unique()
    const manifest = deployment(name, 'solofieldassistant', 'aws-agentcore')
    await apply(manifest)
    expect((await ask(name)).body).toMatchObject({
      status: 502,
      detail: `deployment "${name}" has no endpoint yet`,
    })
    await target.turn(5_000)
    expect((await send(path(name))).text).toMatch(
      /arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime\/solofieldassistant-[0-9a-f]{10}/,
    )
    expect((await ask(name)).body).toMatchObject({ result: { kind: 'task' } })

    await apply(`${manifest}  desiredState: undeployed\n`)
    expect((await ask(name)).body).toMatchObject({
      status: 404,
      detail: `deployment "${name}" is undeployed`,
    })
    await target.turn(5_000)
    await apply(manifest)
    await target.turn(5_000)
    expect((await ask(name)).status).toBe(200)

    await send(path(name), { method: 'DELETE' })
    expect((await ask(name)).body).toMatchObject({
      detail: `deployment "${name}" is being removed`,
    })
    await target.turn(5_000)
    expect((await ask(name)).status).toBe(404)
  })

  test('starts and closes the agent with it', async () => {
    const name = unique()
    const before = runtimes.agents.started.length
    const closed = runtimes.agents.closed.length
    await apply(deployment(name, 'solofieldassistant', 'aws-agentcore'))
    await target.turn(5_000)
    expect(runtimes.agents.started.slice(before)).toEqual([
      expect.objectContaining({
        name: 'solofieldassistant',
        env: expect.objectContaining({ AWS_REGION: 'us-east-1' }),
      }),
    ])
    const { text } = await send(`${path(name)}/logs`)
    expect(text).toContain('A2A container, authorizer SIGV4')
    expect(text).toContain('environment: AWS_REGION, SOLO_KB_MCP_URL')
    expect(text).not.toContain('knowledge-base.soloio-field.com')
    await send(path(name), { method: 'DELETE' })
    await target.turn(5_000)
    expect(runtimes.agents.closed.length).toBe(closed + 1)
  })

  test.each([
    ['  runtimeConfig:\n    serverProtocol: SMTP\n', 'InvalidDeployConfig', 'serverProtocol'],
    ['    BROKEN: "yes"\n', 'CreateFailed', 'CREATE_FAILED: image cannot be pulled'],
  ])('that cannot be made says why: %j', async (more, reason, words) => {
    const name = unique()
    await apply(deployment(name, 'solofieldassistant', 'aws-agentcore') + more)
    await target.turn(5_000)
    expect((await send(path(name))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({
            type: 'Degraded',
            status: 'True',
            reason,
            message: expect.stringContaining(words),
          }),
        ]),
      },
    })
  })
})
