import { randomUUID } from 'node:crypto'

import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import * as z from 'zod'

import { parseJson } from '../../runtimes/agentcore/json.ts'
import { type AgentRuntime, regionOf } from '../../runtimes/agentcore/runtime.ts'
import { sessionHeader } from '../../runtimes/agentcore/sessionId.ts'
import { labKeys, service } from '../../runtimes/agentcore/sigv4.ts'
import { text } from '../untyped.ts'
import type { ChatRequest } from './adapter.ts'

/** JSON-RPC codes for AgentCore's refusals, by status. Taken from a third party's summary; AWS's own text was not seen. */
const codes: Record<number, number> = {
  400: -32_052,
  404: -32_501,
  409: -32_054,
  424: -32_055,
  429: -32_053,
}
const otherCode = -32_603 // JSON-RPC 2.0: internal error

/**
 * Sends a request to a runtime as the registry itself, in a session of its own: nothing is remembered from
 * one call to the next. A runtime that takes tokens gets the caller's. A refusal by AgentCore comes back
 * as a JSON-RPC error with status 200, as A2A has it.
 */
export async function callAgentCore(
  origin: string,
  { arn, authorizer }: Pick<AgentRuntime, 'arn' | 'authorizer'>,
  request: ChatRequest,
): Promise<Response> {
  const url = new URL(`${origin}/runtimes/${encodeURIComponent(arn)}/invocations`)
  url.searchParams.set('qualifier', request.endpointName ?? 'DEFAULT')
  const headers: Record<string, string> = {
    'content-type': request.headers.get('content-type') ?? 'application/json',
    accept: request.headers.get('accept') ?? 'application/json',
    [sessionHeader]: randomUUID(),
  }
  const bearer = request.headers.get('authorization')
  const signed =
    authorizer.type === 'SIGV4'
      ? await sign(url, headers, request.body, regionOf(arn))
      : { ...headers, ...(bearer && { authorization: bearer }) }
  const answer = await fetch(url, {
    method: 'POST',
    headers: signed,
    body: request.body,
    signal: request.signal,
  })
  if (answer.ok)
    return new Response(answer.body, {
      headers: { 'content-type': answer.headers.get('content-type') ?? 'application/json' },
    })
  return refusal(answer, request.body)
}

async function sign(
  url: URL,
  headers: Record<string, string>,
  body: Uint8Array,
  region: string,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ credentials: labKeys, region, service, sha256: Sha256 })
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    body,
  })
  const { host: _sentByFetch, ...rest } = signed.headers
  return rest
}

const rpc = z.object({ id: z.union([z.string(), z.number()]) })

async function refusal(answer: Response, body: Uint8Array): Promise<Response> {
  const said = z.object({ message: z.string() }).safeParse(await answer.json().catch(() => ({})))
  const name = text(answer.headers.get('x-amzn-errortype'), `status ${answer.status}`)
  const message = `AgentCore: ${name}: ${said.data?.message ?? 'no message'}`
  const id = rpc.safeParse(parseJson(new TextDecoder().decode(body))).data?.id ?? null
  const code = codes[answer.status] ?? otherCode
  return Response.json({ jsonrpc: '2.0', id, error: { code, message } })
}
