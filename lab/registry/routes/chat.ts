import * as z from 'zod'

import type { ChatRequest } from '../adapters/adapter.ts'
import { deploymentSpec } from '../kinds/deployment.ts'
import { Problem, notFound, quote } from '../problem.ts'
import { forAdapter, resolveAll } from '../reconcile/step.ts'
import { defaultNamespace, type Row } from '../row.ts'
import { requireAllowed } from '../scope.ts'
import type { Asker, World } from '../world.ts'
import { type Route, route } from './route.ts'

/**
 * Chat through the registry (Enterprise 2026.7.1): the body goes to the agent unread, and its answer comes
 * back as it arrives. A runtime that has its own way of being called is called by its adapter; to others
 * the request goes as it came, and the agent is told who asks.
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
      const endpoint = endpointOf(row)
      const sent: ChatRequest = {
        body: new Uint8Array(await request.arrayBuffer()),
        headers: headersOf(request, asker),
        endpointName: query.endpoint_name,
        signal: request.signal,
      }
      const invoke = invokerOf(world, row)
      try {
        return await (invoke ? invoke(sent) : forward(endpoint, sent))
      } catch {
        throw new Problem(502, `agent endpoint ${endpoint} cannot be reached`)
      }
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

/** Where the agent runs. The product's own words for one that does not run are not known. */
function endpointOf(row: Row): string {
  const name = quote(row.name)
  if (row.deletionTimestamp) throw new Problem(404, `deployment ${name} is being removed`)
  if (deploymentSpec(row).desiredState === 'undeployed')
    throw new Problem(404, `deployment ${name} is undeployed`)
  const endpoint = row.status?.runtime?.endpoint
  if (!endpoint) throw new Problem(502, `deployment ${name} has no endpoint yet`)
  return endpoint
}

/** The agent is told who asks, with their token, and of the caller's headers what concerns the content. */
function headersOf(request: Request, { identity }: Asker): Headers {
  const headers = new Headers({ 'x-user-id': identity.subject })
  for (const name of ['content-type', 'accept', 'a2a-version', 'traceparent']) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  if (identity.token) headers.set('authorization', `Bearer ${identity.token}`)
  return headers
}

/** The runtime's own way of being called, where its adapter has one. */
function invokerOf(world: World, row: Row): ((sent: ChatRequest) => Promise<Response>) | undefined {
  const { target, runtime, adapter } = resolveAll(world, row)
  const invoke = adapter?.invoke
  return runtime && invoke && ((sent) => invoke(forAdapter(row, target, runtime), sent))
}

async function forward(endpoint: string, sent: ChatRequest): Promise<Response> {
  const { body, headers, signal, endpointName } = sent
  const url = new URL(endpoint)
  // What `endpoint_name` means is not said; an agent with several endpoints would have to tell them apart by it.
  if (endpointName) url.searchParams.set('qualifier', endpointName)
  const answer = await fetch(url, { method: 'POST', headers, body, signal })
  const type = answer.headers.get('content-type')
  return new Response(answer.body, {
    status: answer.status,
    ...(type && { headers: { 'content-type': type } }),
  })
}
