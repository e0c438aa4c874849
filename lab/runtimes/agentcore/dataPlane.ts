import { randomUUID } from 'node:crypto'

import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'

import type { Authorise } from './authorise.ts'
import { AwsFailure, containerFailed } from './failure.ts'
import type { RunningRuntime, Runtimes } from './runtimes.ts'
import { sessionHeader, sessionIdOf } from './sessionId.ts'

const userHeader = 'x-amzn-bedrock-agentcore-runtime-user-id'

/** Headers that come back as they were sent (InvokeAgentRuntimeResponse of the SDK's model). */
const echoed = [
  'mcp-session-id',
  'mcp-protocol-version',
  'x-amzn-trace-id',
  'traceparent',
  'tracestate',
  'baggage',
]

interface Env {
  Bindings: HttpBindings
}

/** One request that was let in. */
interface Admitted {
  runtime: RunningRuntime
  sessionId: string
  body: string
}

/**
 * AgentCore's data plane over HTTP: invoke, agent card, stop a session. Checked in this order: the
 * runtime, the session's name, the caller, the quota.
 */
export function createDataPlane(find: Runtimes['find'], authorise: Authorise): Hono<Env> {
  const app = new Hono<Env>()

  const admit = async (c: Context<Env>, named = false): Promise<Admitted> => {
    const { raw } = c.req
    const runtime = find(c.req.param('arn') ?? '')
    const qualifier = c.req.query('qualifier') ?? 'DEFAULT'
    if (!runtime || qualifier !== 'DEFAULT')
      throw new AwsFailure(
        'ResourceNotFoundException',
        `No endpoint or agent found with qualifier ${qualifier}`,
      )
    if (named && !raw.headers.has(sessionHeader))
      throw new AwsFailure('ValidationException', 'runtimeSessionId is required', {
        reason: 'FieldValidationFailed',
        fieldList: [{ name: 'runtimeSessionId', message: 'Member must not be null' }],
      })
    const sessionId = sessionIdOf(raw.headers)
    const body = new Uint8Array(await raw.arrayBuffer())
    const { method, headers } = raw
    await authorise({ method, url: new URL(raw.url), headers, body }, runtime.is)
    return { runtime, sessionId, body: new TextDecoder().decode(body) }
  }

  app.post('/runtimes/:arn/invocations', async (c) => {
    const { runtime, sessionId, body } = await admit(c)
    runtime.admit()
    if (runtime.isKilled) throw containerFailed(500)
    const { headers } = c.req.raw
    const answer = await runtime.sessions
      .of(sessionId)
      .container.invoke({
        body,
        accept: headers.get('accept') ?? '',
        sessionId,
        userId: headers.get(userHeader) ?? undefined,
        cutOff: () => c.env.outgoing.destroy(),
      })
      .catch((error: unknown) => {
        runtime.write(`Invocation raised: ${String(error)}`, 'stderr')
        throw containerFailed(500)
      })
    if (!answer.ok) throw containerFailed(answer.status)
    const back = new Headers(answer.headers)
    for (const name of echoed) {
      const value = headers.get(name)
      if (value !== null) back.set(name, value)
    }
    return stamped(answer.body, back, sessionId)
  })

  app.get('/runtimes/:arn/invocations/.well-known/agent-card.json', async (c) => {
    const { runtime, sessionId } = await admit(c)
    if (runtime.isKilled) throw containerFailed(500)
    const { container } = runtime.sessions.of(sessionId)
    if (!container.card) throw containerFailed(404) // only an A2A container has that path
    const { origin } = new URL(c.req.url)
    const url = `${origin}/runtimes/${encodeURIComponent(runtime.is.arn)}/invocations/`
    const headers = new Headers({ 'content-type': 'application/json' })
    return stamped(JSON.stringify(container.card(url)), headers, sessionId)
  })

  app.post('/runtimes/:arn/stopruntimesession', async (c) => {
    const { runtime, sessionId } = await admit(c, true)
    if (!runtime.sessions.stop(sessionId))
      throw new AwsFailure('ResourceNotFoundException', `Session ${sessionId} not found`)
    return stamped('{}', new Headers({ 'content-type': 'application/json' }), sessionId)
  })

  app.notFound(() =>
    new AwsFailure(
      'ResourceNotFoundException',
      'Unable to determine service/operation name to be authorized',
    ).toResponse(),
  )
  app.onError((error) => {
    if (error instanceof AwsFailure) return error.toResponse()
    console.error(`agentcore: ${error.message}`)
    return new AwsFailure('InternalServerException', 'Internal server error').toResponse()
  })
  return app
}

function stamped(body: Response['body'] | string, headers: Headers, sessionId: string): Response {
  headers.set(sessionHeader, sessionId)
  headers.set('x-amzn-requestid', randomUUID())
  return new Response(body, { headers })
}
