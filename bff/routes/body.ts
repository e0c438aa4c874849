import type { Context } from 'hono'
import type * as z from 'zod'

import type { AppEnv } from '../env.ts'
import { mostLevels, parseExact, tooDeep } from '../exactJson.ts'
import { Problem } from '../problem.ts'

/** The JSON body of a request, checked. Problem 400 names the first field that is not as expected. */
export async function bodyOf<T>(c: Context<AppEnv>, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req
    .text()
    .then(parseExact)
    .catch(() => {
      throw new Problem(400, 'bad_request', 'The body is not JSON.')
    })
  if (tooDeep(body))
    throw new Problem(400, 'bad_request', `The body is nested deeper than ${mostLevels} levels.`)
  const checked = schema.safeParse(body)
  if (checked.success) return checked.data
  const [first] = checked.error.issues
  const where = first === undefined || first.path.length === 0 ? 'The body' : first.path.join('.')
  throw new Problem(400, 'bad_request', `${where}: ${first?.message ?? 'not as expected'}.`)
}
