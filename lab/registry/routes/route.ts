import * as z from 'zod'

import { type Detail, Problem } from '../problem.ts'
import type { Asker } from '../world.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a handler gets: everything that its route declared, already read. */
export interface Call<Query, Body> {
  request: Request
  /** Path parameters, percent-decoded. */
  params: Record<string, string>
  query: Query
  body: Body
  asker: Asker
}

/** One operation: how it is reached, what it takes and answers, for the server and for OpenAPI alike. */
export interface Route {
  operationId: string
  method: Method
  /** With `{name}` for parameters, as in OpenAPI. */
  path: string
  summary: string
  /** Answered without looking for a token. */
  open: boolean
  /** Some routes exist and are missing from the product's own document. */
  documented: boolean
  query: z.ZodObject
  body?: { contentType: string; schema: z.ZodType }
  answer: { status: number; description: string; schema?: z.ZodType }
  run: (request: Request, params: Record<string, string>, asker: Asker) => Promise<Response>
}

export const noQuery = z.object({})

/** A handler answers a value that becomes JSON, or a whole Response where it is something else. */
type Answered = Response | object | undefined

/** Declares a route; its schemas type its handler. A `text` body reaches the handler unread by any schema. */
export function route<
  Query extends z.ZodObject = typeof noQuery,
  Body extends z.ZodType = z.ZodUnknown,
>(spec: {
  operationId: string
  method: Method
  path: string
  summary: string
  open?: boolean
  documented?: boolean
  query?: Query
  body?: { contentType?: string; schema: Body; text?: boolean }
  answer?: { status?: number; description?: string; schema?: z.ZodType }
  handle: (call: Call<z.output<Query>, z.output<Body>>) => Answered | Promise<Answered>
}): Route {
  const { operationId, method, path, summary, open = false, documented = true, body, answer } = spec
  const status = answer?.status ?? 200
  return {
    operationId,
    method,
    path,
    summary,
    open,
    documented,
    query: spec.query ?? noQuery,
    ...(body && {
      body: { contentType: body.contentType ?? 'application/json', schema: body.schema },
    }),
    answer: {
      status,
      description: answer?.description ?? (status === 204 ? 'No Content' : 'OK'),
      ...(answer?.schema && { schema: answer.schema }),
    },
    run: async (request, params, asker) => {
      const given = Object.fromEntries(new URL(request.url).searchParams)
      // Parsed by the very schemas that the types come from; a route without one takes what comes.
      const query = parse(spec.query ?? noQuery, given, 'query') as z.output<Query>
      const read = body ? await readBody(request, body) : undefined
      const result = await spec.handle({
        request,
        params,
        query,
        body: read as z.output<Body>,
        asker,
      })
      if (result instanceof Response) return result
      return result === undefined
        ? new Response(null, { status })
        : Response.json(result, { status })
    },
  }
}

async function readBody(
  request: Request,
  { schema, text }: { schema: z.ZodType; text?: boolean },
): Promise<unknown> {
  const raw = await request.text()
  if (text) return raw
  let json: unknown
  try {
    json = JSON.parse(raw)
  } catch {
    throw new Problem(400, 'request body is not valid JSON')
  }
  return parse(schema, json, 'body')
}

/** @throws Problem 422 `validation failed`, with a message per fault as Huma v2 words them */
function parse(schema: z.ZodType, value: unknown, where: 'query' | 'body'): unknown {
  const read = schema.safeParse(value, { reportInput: true })
  if (read.success) return read.data
  const errors = read.error.issues.map((issue): Detail => {
    const expected = issue.code === 'invalid_type' ? issue.expected : undefined
    const message =
      issue.input === undefined && where === 'body'
        ? `expected required property ${String(issue.path.at(-1))} to be present`
        : expected && where === 'query'
          ? `invalid ${expected === 'number' ? 'integer' : expected}`
          : issue.message
    return { message, location: [where, ...issue.path].map(String).join('.'), value: issue.input }
  })
  throw new Problem(422, 'validation failed', errors)
}

/** A query parameter that is a whole number. */
export const queryInteger = z.preprocess(
  (text) => (/^-?\d+$/.test(String(text)) ? Number(text) : text),
  z.number().int().optional(),
)

/** A query parameter that is `true` or `false`. */
export const queryFlag = z.preprocess(
  (text) =>
    text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text,
  z.boolean().optional(),
)
