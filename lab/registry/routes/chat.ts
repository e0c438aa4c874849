import * as z from 'zod'

import { deploymentSpec } from '../kinds/deployment.ts'
import { Problem, notFound, quote } from '../problem.ts'
import { defaultNamespace, type Row } from '../row.ts'
import { requireAllowed } from '../scope.ts'
import type { Asker, World } from '../world.ts'
import { type Route, route } from './route.ts'

/**
 * Chat through the registry (Enterprise 2026.7.1): the body goes to the agent's own endpoint unread, and
 * its answer comes back as it arrives. The agent is told who asks.
 */
export const chatRoute = (world: World): Route =>
  route({
    operationId: 'proxy-a2a-session',
    method: 'POST',
    path: '/v0/a2a/sessions/{runtime}/agents/{deploymentName}',
    summary: "Stream a request to a deployed agent's endpoint",
    query: z.object({ namespace: z.string().optional(), endpoint_name: z.string().optional() }),
    answer: { description: "The agent's own answer" },
    handle: async ({ request, params, query, asker }) => {
      const { runtime = '', deploymentName = '' } = params
      const row = deployedOn(world, query.namespace || defaultNamespace, deploymentName, runtime)
      requireAllowed(asker, 'runtime:invoke', row.scope)
      const endpoint = row.status?.runtime?.endpoint
      if (!endpoint)
        throw new Problem(502, `deployment ${quote(deploymentName)} has no endpoint yet`)
      return forward(request, addressOf(endpoint, query.endpoint_name), asker)
    },
  })

function deployedOn(world: World, namespace: string, name: string, runtime: string): Row {
  const row = world.store.get({ kind: 'Deployment', namespace, name, tag: '' })
  if (!row) throw notFound('Deployment', namespace, name)
  if (deploymentSpec(row).runtimeRef.name !== runtime)
    throw new Problem(
      404,
      `Deployment ${quote(namespace)}/${quote(name)} not found on runtime ${quote(runtime)}`,
    )
  return row
}

/** The product does not say what `endpoint_name` means; on AgentCore an endpoint is named by its qualifier. */
function addressOf(endpoint: string, name: string | undefined): string {
  const url = new URL(endpoint)
  if (name) url.searchParams.set('qualifier', name)
  return url.href
}

async function forward(request: Request, endpoint: string, { identity }: Asker): Promise<Response> {
  const headers = new Headers({ 'x-user-id': identity.subject })
  for (const name of ['content-type', 'accept', 'a2a-version']) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  if (identity.token) headers.set('authorization', `Bearer ${identity.token}`)
  let answer: Response
  try {
    answer = await fetch(endpoint, {
      method: 'POST',
      headers,
      body: request.body,
      duplex: 'half', // undici asks for it whenever a body is streamed
      signal: request.signal,
    })
  } catch {
    throw new Problem(502, `agent endpoint ${endpoint} cannot be reached`)
  }
  const type = answer.headers.get('content-type')
  return new Response(answer.body, {
    status: answer.status,
    ...(type && { headers: { 'content-type': type } }),
  })
}
