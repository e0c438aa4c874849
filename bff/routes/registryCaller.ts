import type { Context } from 'hono'

import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import type { RegistryCaller } from '../upstream/registry/client.ts'

/**
 * Who asks the registry as whom; the default persona where none is named. Only personas that the
 * configuration gives the registry may be: a token for one place is never sent to another.
 */
export function registryCaller(c: Context<AppEnv>, as: string | undefined): RegistryCaller {
  const { registry } = c.var.services.config
  const personas = registry?.personas ?? []
  const persona = as ?? registry?.default ?? personas[0] ?? null
  if (persona !== null && !personas.includes(persona))
    throw new Problem(404, 'persona_unknown', `The registry has no persona "${persona}".`, {
      persona,
      hint:
        personas.length === 0
          ? 'It is asked without a token; leave `as` out.'
          : `It can be seen as ${personas.join(', ')}.`,
    })
  if (persona !== null) c.set('persona', persona)
  return { persona, signIn: c.var.signIn, signal: c.req.raw.signal }
}
