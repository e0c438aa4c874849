/** One entry of a problem's `errors`, as Huma v2 writes it: what, where, and the value refused. */
export interface Detail {
  message: string
  /** `query.limit`, `body.spec.env`, … */
  location?: string
  value?: unknown
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
}

/** A refusal that becomes an `application/problem+json` answer (RFC 9457, in Huma's shape). */
export class Problem extends Error {
  readonly status: number
  readonly errors: Detail[] | undefined

  constructor(status: number, detail: string, errors?: Detail[]) {
    super(detail)
    this.status = status
    this.errors = errors
  }

  toResponse(): Response {
    const { status, message: detail, errors } = this
    const body = { title: titles[status] ?? 'Error', status, detail, ...(errors && { errors }) }
    return Response.json(body, {
      status,
      headers: { 'content-type': 'application/problem+json' },
    })
  }
}

/** Go's `%q` for the names that occur here: JSON quotes the same way. */
export const quote = (text: string): string => JSON.stringify(text)

/** The registry's words for a row it does not have. */
export function notFound(kind: string, namespace: string, name: string, tag?: string): Problem {
  const at = tag === undefined ? '' : `@${quote(tag)}`
  return new Problem(404, `${kind} ${quote(namespace)}/${quote(name)}${at} not found`)
}

/** What a path outside of the route table is told; the hint is for those who forgot the prefix. */
export function noSuchEndpoint(pathname: string): Problem {
  const hint = pathname.startsWith('/v0/') ? '' : ` Did you mean '/v0${pathname}'?`
  return new Problem(404, `Endpoint not found.${hint} See /docs for the API documentation.`)
}

/** A write to a row whose finalizer has not run yet. `identity` is `namespace/name/tag`. */
export const terminating = (what: string, identity: string): string =>
  `${what} ${identity} is terminating; delete + re-apply once GC purges the row`
