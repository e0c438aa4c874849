import type Provider from 'oidc-provider'

import { members } from './http.ts'

/** Enough for a long day of tests; the oldest entries go first. */
const limit = 10_000

/** Every secret the realm handed out, so that a test can look for them where they must not be. */
export interface Ledger {
  add(...secrets: unknown[]): void
  list(): string[]
}

export function createLedger(): Ledger {
  const secrets = new Set<string>()
  return {
    add: (...more) => {
      for (const secret of more) if (typeof secret === 'string') secrets.add(secret)
      for (const oldest of secrets) {
        if (secrets.size <= limit) break
        secrets.delete(oldest)
      }
    },
    list: () => [...secrets],
  }
}

/** Writes down tokens, codes and device codes as a provider hands them out. */
export function keepLedger(provider: Provider, ledger: Ledger): void {
  provider.on('grant.success', (ctx) => {
    const { access_token, refresh_token, id_token } = members(ctx.body)
    ledger.add(access_token, refresh_token, id_token)
  })
  provider.on('authorization.success', (_ctx, response) => ledger.add(response?.['code']))
  provider.on('device_authorization.success', (_ctx, response) => ledger.add(response.device_code))
}
