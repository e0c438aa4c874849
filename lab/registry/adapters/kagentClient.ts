import * as z from 'zod'

import { runtimeSpec } from '../kinds/runtime.ts'
import type { Row } from '../row.ts'
import { property, text } from '../untyped.ts'
import { AdapterFailure } from './adapter.ts'

/** How long a controller may take for one answer, in milliseconds. */
const patience = 10_000

const condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
})

const listed = z.looseObject({
  agent: z.looseObject({
    metadata: z.looseObject({
      name: z.string(),
      namespace: z.string(),
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
    spec: z.record(z.string(), z.unknown()),
    status: z.looseObject({ conditions: z.array(condition).optional() }).optional(),
  }),
  deploymentReady: z.boolean(),
})

/** An agent as a kagent controller reports it. */
export type KagentAgent = z.output<typeof listed>

/** The REST interface of the controller that one Runtime names (kagent 0.10, port 8083). */
export interface KagentClient {
  url: string
  namespace: string
  list(): Promise<KagentAgent[]>
  get(name: string): Promise<KagentAgent | undefined>
  /** Creates (`POST`) or replaces (`PUT`) a resource `Agent`. */
  write(method: 'POST' | 'PUT', manifest: Record<string, unknown>): Promise<void>
  /** Nothing happens when there is none. */
  remove(name: string): Promise<void>
}

/** Every method rejects with an AdapterFailure that names the controller's address and what it said. */
export function kagentClient(runtime: Row): KagentClient {
  const config = runtimeSpec(runtime).config ?? {}
  const url = text(config['kagentUrl'], '').replace(/\/+$/, '')
  const namespace = text(config['namespace'], 'kagent')
  const agentPath = (name: string) => `/api/agents/${namespace}/${encodeURIComponent(name)}`

  /** `data` of the envelope; undefined for an agent that is not there. */
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const { status, answer } = await exchange(url + path, method, body).catch((cause: unknown) => {
      throw new AdapterFailure('Unreachable', `kagent controller ${url}: ${why(cause)}`)
    })
    const said = property(answer, 'error')
    if (said === false) return property(answer, 'data') ?? null
    if (typeof said !== 'string' || status < 400)
      throw new AdapterFailure('NotUnderstood', `${notKagent(url)} (${method} ${path}: ${status})`)
    if (status === 404 && path.startsWith('/api/agents/')) return undefined
    throw new AdapterFailure(
      'RuntimeRefused',
      `kagent controller ${url} answered ${status}: ${said}`,
    )
  }
  const read = <Output>(schema: z.ZodType<Output>, data: unknown): Output => {
    const result = schema.safeParse(data)
    if (!result.success)
      throw new AdapterFailure(
        'NotUnderstood',
        `${notKagent(url)} (${z.prettifyError(result.error)})`,
      )
    return result.data
  }
  return {
    url,
    namespace,
    list: async () =>
      read(z.array(listed), (await ask('GET', `/api/agents?namespace=${namespace}`)) ?? []),
    get: async (name) => {
      const data = await ask('GET', agentPath(name))
      return data === undefined ? undefined : read(listed, data)
    },
    write: async (method, manifest) => void (await ask(method, '/api/agents', manifest)),
    remove: async (name) => void (await ask('DELETE', agentPath(name))),
  }
}

async function exchange(address: string, method: string, body: unknown) {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  })
  return { status: response.status, answer: tryJson(await response.text()) }
}

const notKagent = (url: string): string =>
  `${url} does not answer as a kagent controller; check kagentUrl`

function tryJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function why(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause.name === 'TimeoutError') return `no answer within ${patience / 1_000} s`
  // undici says only "fetch failed"; what failed is in the cause.
  const { message } = cause
  return text(property(cause.cause, 'code'), text(property(cause.cause, 'message'), message))
}
