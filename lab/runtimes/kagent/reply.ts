import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A refusal of the REST interface; its message is the whole `error` of the body. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode
  constructor(status: ContentfulStatusCode, message: string) {
    super(message)
    this.status = status
  }
}

/** `{"error":false,"data":…,"message":"…"}`; what is empty is left out (kagent 0.10). */
export const ok = (
  c: Context,
  data: unknown,
  message: string,
  status: ContentfulStatusCode = 200,
): Response => c.json({ error: false, ...(data !== undefined && { data }), message }, status)

/** On failure `error` is the sentence itself, a boolean only on success. */
export const refuse = (c: Context, error: unknown): Response => {
  if (error instanceof ApiError) return c.json({ error: error.message }, error.status)
  return c.json({ error: `Internal error: ${String(error)}` }, 500)
}

/** The body as JSON, or 400. */
export async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch (cause) {
    throw new ApiError(400, `Invalid request body: ${String(cause)}`)
  }
}
