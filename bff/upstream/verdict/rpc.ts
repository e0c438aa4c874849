import type { RpcAnswer } from '../wire.ts'
import { isRecord } from '../wire.ts'
import { alike, type Finding, firstMatch, type Pattern } from './finding.ts'

const noSuchTool: Pattern['finding'] = {
  outcome: 'invalid',
  reached: 'upstream',
  says: 'The server behind the gateway has no tool of that name.',
}
const nothingOfThatName: Pattern['finding'] = {
  outcome: 'invalid',
  reached: 'upstream',
  says: 'The server behind the gateway has nothing of that name.',
}
const badArguments: Pattern['finding'] = {
  outcome: 'invalid',
  reached: 'upstream',
  says: 'The server did not accept the arguments.',
  hint: "Compare the arguments with the tool's input schema.",
}
const upstreamDown: Pattern['finding'] = {
  outcome: 'unreachable',
  reached: 'gateway',
  says: 'The gateway answered, the server behind it did not.',
}

/** Literals of JSON-RPC errors, by code. An undefined code stands for every code. */
const errors: readonly (Pattern & { code?: number })[] = [
  // agentgateway, every version read; the text of the MCP specification's own example too
  {
    code: -32602,
    match: /^Unknown (?:tool|prompt|resource|task): /,
    finding: { outcome: 'refused', reached: 'gateway', hint: alike },
  },
  // Kuadrant gateway endpoint, e5d18c99: without the prompt's name
  {
    code: -32602,
    match: /^Prompt not found$/,
    finding: { outcome: 'refused', reached: 'gateway', hint: alike },
  },
  // mcp-proxy 0.0.3
  {
    code: -32600,
    match: /^not allowed$/,
    finding: { outcome: 'refused', reached: 'gateway', provenAtGateway: true },
  },
  {
    code: -32600,
    match: /^invalid (?:tool|service) name$/,
    finding: {
      outcome: 'invalid',
      reached: 'gateway',
      hint: 'This gateway wants "<target>:<tool>" as the name.',
    },
  },
  // agentgateway 75b4e6c, several targets
  {
    code: -32603,
    match: /invalid request: (?:invalid resource name|unknown service )/,
    finding: {
      outcome: 'invalid',
      reached: 'gateway',
      hint: 'This gateway wants "<target>_<tool>" as the name.',
    },
  },
  {
    code: -32603,
    match: /unsupported method: /,
    finding: { outcome: 'invalid', reached: 'gateway' },
  },
  // agentgateway 75b4e6c: the stream of an SSE target broke off, and its session has no other
  {
    code: -32603,
    match: /upstream closed on (?:send|receive)/,
    finding: {
      ...upstreamDown,
      hint: 'Its stream to the server broke off. End the session: the next request begins another.',
    },
  },
  {
    code: -32603,
    match: /failed to send message: |upstream|stream|connection/i,
    finding: upstreamDown,
  },
  // agentgateway 75b4e6c: protocol version unknown, header and body disagree
  { code: -32022, match: /(?:)/, finding: { outcome: 'invalid', reached: 'gateway' } },
  { code: -32020, match: /(?:)/, finding: { outcome: 'invalid', reached: 'gateway' } },
  // MCP TypeScript SDK 1.x and 2.x
  { match: /(?:^|: )Tool .+ not found$/, finding: noSuchTool },
  // the same and, for resources, MCP 2025-11-25 (resources, error handling)
  { match: /(?:^|: )(?:Prompt|Resource) .+ not found$/, finding: nothingOfThatName },
  { code: -32002, match: /(?:)/, finding: nothingOfThatName },
  { match: /Input validation error|Invalid arguments for tool/, finding: badArguments },
  { code: -32602, match: /(?:)/, finding: { ...badArguments, reached: 'gateway' } },
  { code: -32601, match: /(?:)/, finding: { outcome: 'invalid', reached: 'gateway' } },
  { code: -32600, match: /(?:)/, finding: { outcome: 'invalid', reached: 'gateway' } },
  { code: -32700, match: /(?:)/, finding: { outcome: 'invalid', reached: 'gateway' } },
]

/** Literals of results with `isError`. */
const errorResults: readonly Pattern[] = [
  // Kuadrant gateway endpoint, e5d18c99: without the tool's name, which servers put in
  {
    match: /^MCP error -32602: (?:Tool|Prompt|Resource) not found$/,
    finding: { outcome: 'refused', reached: 'gateway', provenAtGateway: true, hint: alike },
  },
  // Kuadrant broker endpoint, v0.4 to e5d18c99
  {
    match: /^Kagenti MCP Broker doesn't forward tool calls$/,
    finding: {
      outcome: 'unreachable',
      reached: 'gateway',
      says: 'This is the broker, which lists tools and forwards no calls.',
      hint: "Use the gateway's own address for calls.",
    },
  },
  { match: /^(?:MCP error -32602: )?Tool .+ not found$/, finding: noSuchTool },
  {
    // TypeScript SDK; Python SDK (jsonschema, pydantic); Go SDK
    match:
      /^(?:MCP error -32602: )?(?:Input validation error|Invalid arguments for tool)|\d+ validation errors? for |^validating "arguments"/,
    finding: badArguments,
  },
  { match: /^MCP error -32602: /, finding: badArguments },
]

/** What a JSON-RPC answer means; `status` only adds whether the gateway itself must have made it. */
export function ofRpc(answer: RpcAnswer, status: number, eventStream: boolean): Finding {
  if (answer.error) return ofError(answer.error, status, eventStream)
  if (answer.result?.['isError'] === true) return ofErrorResult(answer.result)
  return { outcome: 'allowed', reached: 'upstream' }
}

function ofError(
  error: { code: number; message: string },
  status: number,
  eventStream: boolean,
): Finding {
  const known = firstMatch(
    errors.filter(({ code }) => code === undefined || code === error.code),
    error.message,
  )
  const finding = known ?? { outcome: 'failed', reached: 'gateway', message: error.message }
  // agentgateway frames whatever its upstream says as an event stream with 200; this it made by itself
  const own = finding.outcome === 'refused' && status >= 400 && !eventStream
  return { ...finding, ...(own ? { provenAtGateway: true } : {}), code: error.code }
}

function ofErrorResult(result: Record<string, unknown>): Finding {
  const text = textOf(result)
  return (
    firstMatch(errorResults, text) ?? {
      outcome: 'failed',
      reached: 'upstream',
      says: 'The tool ran and reported an error.',
      message: text,
    }
  )
}

/** The text content of a result, joined. */
function textOf(result: Record<string, unknown>): string {
  const { content } = result
  if (!Array.isArray(content)) return ''
  return content
    .flatMap((part: unknown) =>
      isRecord(part) && typeof part['text'] === 'string' ? part['text'] : [],
    )
    .join('\n')
}
