import { randomUUID } from 'node:crypto'

import {
  InvokeAgentRuntimeCommand,
  StopRuntimeSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { arnOf, startAgentCore } from './testing/running.ts'

type Running = Awaited<ReturnType<typeof startAgentCore>>
let running: Running
let arn: string
beforeEach(async () => {
  running = await startAgentCore()
  arn = await running.create('assistant', { protocol: 'HTTP' })
})
afterEach(() => running.close())

const command = (prompt: string, runtimeSessionId: string | undefined, accept: string) =>
  new InvokeAgentRuntimeCommand({
    agentRuntimeArn: arn,
    runtimeSessionId,
    contentType: 'application/json',
    accept,
    payload: new TextEncoder().encode(JSON.stringify({ prompt })),
  })

const ask = async (prompt: string, session?: string, accept = 'application/json') => {
  const answer = await running.client().send(command(prompt, session, accept))
  return { session: answer.runtimeSessionId, text: await answer.response?.transformToString() }
}
const remembered = async (session: string) =>
  /I remember (\d+) messages/.exec((await ask('how much do you remember', session)).text ?? '')?.[1]
const stop = (session: string) =>
  running
    .client()
    .send(new StopRuntimeSessionCommand({ agentRuntimeArn: arn, runtimeSessionId: session }))
const lines = () => running.agentcore.logs(arn, 100).map(({ line }) => line)

/** Asks for a stream and reads its first event; the agent then waits at the gate. */
const begin = async (session: string, abortSignal?: AbortSignal) => {
  running.agents.hold()
  const sent = running
    .client()
    .send(command('seed', session, 'text/event-stream'), abortSignal ? { abortSignal } : {})
  const reader = (await sent).response?.transformToWebStream().getReader()
  if (!reader) throw new Error('the answer has no body')
  await reader.read()
  return reader
}

describe('the name of a session', () => {
  test('is made by the platform where the caller has none, and answered', async () => {
    const { session = '' } = await ask('seed')
    expect(session.length).toBeGreaterThanOrEqual(33)
    expect(await remembered(session)).toBe('2')
  })

  test.each([
    ['short', 'greater than or equal to 33'],
    ['x'.repeat(32), 'greater than or equal to 33'],
    ['x'.repeat(257), 'less than or equal to 256'],
  ])('%s is refused by its length', async (session, bound) => {
    const message = `Member must have length ${bound}`
    await expect(ask('seed', session)).rejects.toMatchObject({
      name: 'ValidationException',
      message: `1 validation error detected: Value at 'runtimeSessionId' failed to satisfy constraint: ${message}`,
      reason: 'FieldValidationFailed',
      fieldList: [{ name: 'runtimeSessionId', message }],
      $metadata: { httpStatusCode: 400 },
    })
  })

  test.each([33, 256])('may have %i characters', async (length) => {
    const session = 'x'.repeat(length)
    expect(await ask('seed', session)).toMatchObject({ session })
  })
})

describe('the memory of a session', () => {
  test('belongs to that session alone', async () => {
    const session = randomUUID()
    await ask('seed', session)
    expect(await remembered(session)).toBe('2')
    expect(await remembered(randomUUID())).toBe('0')
  })

  test('is gone after fifteen minutes without a question, under the same name', async () => {
    const session = randomUUID()
    await ask('seed', session)
    running.pass(899_000)
    expect(await remembered(session)).toBe('2')
    running.pass(900_000)
    expect(await remembered(session)).toBe('0')
    expect(lines()).toContain(`session ${session}: idle for 900 s, terminated`)
  })

  test('is gone after eight hours, however busy the session was', async () => {
    const session = randomUUID()
    await ask('seed', session)
    for (let passed = 0; passed < 8 * 60; passed += 10) {
      expect(await remembered(session)).not.toBe('0')
      running.pass(10 * 60_000)
    }
    expect(await remembered(session)).toBe('0')
  })

  test('is gone when the session is stopped', async () => {
    const session = randomUUID()
    await ask('seed', session)
    expect(await stop(session)).toMatchObject({ runtimeSessionId: session, statusCode: 200 })
    expect(await remembered(session)).toBe('0')
  })

  test('a session that is not there cannot be stopped', async () => {
    await expect(stop(randomUUID())).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

describe('a turn under way', () => {
  test('goes on in the container when the caller leaves, and is remembered', async () => {
    const session = randomUUID()
    const leaving = new AbortController()
    const reader = await begin(session, leaving.signal)
    leaving.abort()
    await reader.cancel().catch(() => undefined)
    expect(lines().some((line) => line.startsWith('Invocation'))).toBe(false)
    running.agents.release()
    await vi.waitFor(() => expect(lines().at(-1)).toMatch(/^Invocation completed successfully/))
    expect(await remembered(session)).toBe('2')
  })

  test('is not idle, however long it takes', async () => {
    const session = randomUUID()
    const reader = await begin(session)
    running.pass(3_600_000)
    expect(await remembered(randomUUID())).toBe('0')
    running.agents.release()
    while (!(await reader.read()).done);
    expect(await remembered(session)).toBe('2')
  })

  test('breaks off when its session is stopped', async () => {
    const session = randomUUID()
    const reader = await begin(session)
    await stop(session)
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow()
    expect(lines()).toContainEqual(expect.stringMatching(/^Invocation failed .*StopRuntimeSession/))
  })
})

describe('a runtime', () => {
  test('that does not exist is 404, and so is an endpoint that it does not have', async () => {
    arn = arnOf('nobody')
    await expect(ask('seed')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No endpoint or agent found with qualifier DEFAULT',
      $metadata: { httpStatusCode: 404 },
    })
    const other = await fetch(`${running.invocations(arnOf('assistant'))}?qualifier=v2`, {
      method: 'POST',
    })
    expect(other.status).toBe(404)
  })

  test('whose container was killed is 424 until it can start again', async () => {
    const session = randomUUID()
    await ask('seed', session)
    expect(running.agentcore.kill('assistant')).toBe(true)
    await expect(ask('seed', session)).rejects.toMatchObject({
      name: 'RuntimeClientError',
      message:
        'Received error (500) from runtime. Please check your CloudWatch logs for more information.',
      $metadata: { httpStatusCode: 424 },
    })
    expect(lines()).toContain('container exited with code 137 (SIGKILL)')
    expect(running.agentcore.revive('assistant')).toBe(true)
    expect(await remembered(session)).toBe('0')
    expect(running.agentcore.kill('nobody')).toBe(false)
  })

  test('whose agent raises is 424, and says why in its log', async () => {
    await expect(ask('crash')).rejects.toMatchObject({ name: 'RuntimeClientError' })
    expect(lines()).toContainEqual(expect.stringContaining('the model cannot be reached'))
  })

  test('takes 25 invocations in a second and refuses the next one', async () => {
    const refusals: unknown[] = []
    for (let number = 0; number < 26; number++)
      await ask('seed').catch((error: unknown) => refusals.push(error))
    expect(refusals).toEqual([
      expect.objectContaining({ name: 'ThrottlingException', message: 'Rate exceeded' }),
    ])
    running.pass(1_000)
    await ask('seed')
  })

  test('that is removed is gone with its sessions and its agent', async () => {
    await running.agentcore.remove(arn)
    await expect(ask('seed')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    expect(running.agents.closed).toEqual(['assistant'])
  })
})
