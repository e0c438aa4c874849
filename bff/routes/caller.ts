import type { Context } from 'hono'

import type { Config } from '../config/schema.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { gatewayUrl } from '../upstream/mcp/gatewayUrl.ts'
import type { McpCaller } from '../upstream/mcp/types.ts'

/**
 * Who asks a gateway as whom. Only personas that the configuration gives that gateway may be named:
 * a token for one place is never sent to another. Problem 404 for either name.
 */
export function callerOf(c: Context<AppEnv>, gateway: string, persona: string): McpCaller {
  allowedUrl(c.var.services.config, gateway, persona)
  c.set('persona', persona)
  return { gateway, persona, signIn: c.var.signIn, signal: c.req.raw.signal }
}

/** The URL of a gateway that this persona may be sent to. The same Problems. */
export function allowedUrl(config: Config, gateway: string, persona: string): URL {
  const url = gatewayUrl(config, gateway)
  const personas = config.gateways[gateway]?.personas ?? []
  if (!personas.includes(persona))
    throw new Problem(404, 'persona_unknown', `There is no persona "${persona}" for ${gateway}.`, {
      persona,
      hint: `It can be asked as ${personas.join(', ')}.`,
    })
  return url
}

/** A count from a query string: at least 1, at most `most`, `usual` when it is not given. */
export function countOf(text: string | undefined, usual: number, most: number): number {
  if (text === undefined) return usual
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw new Problem(
      400,
      'bad_request',
      `limit is "${text}"; it takes a whole number from 1 to ${most}.`,
    )
  return Math.min(count, most)
}
