import type { Api } from '#bff'

import { ApiError } from './ApiError.ts'
import { parseExact } from './exactJson.ts'
import { readProblem } from './readProblem.ts'
import { tellSessionEnded } from './sessionEnded.ts'
import { recordTiming } from './timing.ts'

export type Route = keyof Api

type ParamNames<R extends string> = R extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : R extends `${string}:${infer Name}`
    ? Name
    : never
type Params<R extends Route> = [ParamNames<R>] extends [never]
  ? { params?: never }
  : { params: Record<ParamNames<R>, string> }
type Query<R extends Route> = Api[R] extends { query: infer Q extends object }
  ? Partial<Q> extends Q
    ? { query?: Q }
    : { query: Q }
  : { query?: never }
type Body<R extends Route> = Api[R] extends { body: infer B } ? { body: B } : { body?: never }

/** What a route needs, read off the contract: its path parameters, its query, its body. */
export type CallOptions<R extends Route> = Params<R> &
  Query<R> &
  Body<R> & { signal?: AbortSignal | undefined }
type Arguments<R extends Route> =
  Partial<CallOptions<R>> extends CallOptions<R>
    ? [options?: CallOptions<R>]
    : [options: CallOptions<R>]

interface Loose {
  params?: Record<string, string> | undefined
  query?: object | undefined
  body?: unknown
  /** Besides the usual ones, or in their place. */
  headers?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
}

/**
 * Calls one route of the console server and gives its answer.
 * Throws `ApiError`, also where nothing or something foreign answered; an aborted signal throws as
 * `fetch` does. A 401 without a sign-in is told to the whole page through `sessionEnded`.
 */
export async function call<R extends Route>(
  route: R,
  ...[options]: Arguments<R>
): Promise<Api[R]['answer']> {
  const response = await send(route, options ?? {})
  try {
    // The contract is the promise of the server for this route; there is nothing to check it with here.
    return parseExact(await response.text()) as Api[R]['answer']
  } catch (cause) {
    throw isAbort(cause) ? cause : ApiError.noAnswer(response.status, cause)
  }
}

/** Sends a request and returns an answer that is 2xx; everything else is thrown as by `call`. */
export async function send(route: Route, options: Loose): Promise<Response> {
  const [method = 'GET', template = ''] = route.split(' ')
  const headers: Record<string, string> = {
    'X-CSRF': '1',
    Accept: 'application/json',
    ...options.headers,
  }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' }
  if (options.body !== undefined) init.body = JSON.stringify(options.body)
  if (options.signal) init.signal = options.signal
  const started = performance.now()
  let response: Response
  try {
    response = await fetch(address(template, options), init)
  } catch (cause) {
    throw isAbort(cause) ? cause : ApiError.noAnswer(0, cause)
  }
  recordTiming(route, performance.now() - started, response.headers.get('server-timing'))
  if (response.ok) return response
  const error = await readProblem(response)
  if (error.code === 'session_required') tellSessionEnded(error.message)
  throw error
}

/** The path of a route with its parameters and query filled in and escaped; a list is repeated. */
export function address(template: string, { params, query }: Loose): string {
  const path = template.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  )
  const search = new URLSearchParams()
  const asked: [string, unknown][] = Object.entries(query ?? {})
  for (const [name, values] of asked)
    for (const value of Array.isArray(values) ? values : [values])
      if (typeof value === 'string') search.append(name, value)
  return search.size > 0 ? `${path}?${search}` : path
}

const isAbort = (cause: unknown) => cause instanceof DOMException && cause.name === 'AbortError'
