import { join } from 'node:path'

import { consoleOrigin } from '../config.ts'
import { createIdp, type Idp } from '../idp/idp.ts'
import type { PartContext } from './part.ts'

/** Realm `solo`, unless `PARALLAX_ISSUER` names a real one. `LAB_TOKEN_TTL` is in seconds. */
export async function startIdentity({ env, ports, data }: PartContext): Promise<Idp | undefined> {
  if (env['PARALLAX_ISSUER']) return undefined
  return createIdp({
    origin: `http://127.0.0.1:${ports.idp}`,
    consoleOrigin: consoleOrigin(env, ports),
    dataFile: join(data, 'idp.db'),
    ...(env['LAB_TOKEN_TTL'] ? { tokenTtl: Number(env['LAB_TOKEN_TTL']) } : {}),
  })
}
