import type { LabService } from '../service.ts'
import { sqliteAdapter } from './adapter.ts'
import { buildProvider } from './buildProvider.ts'
import { openKeyRing } from './keys.ts'
import { createLedger } from './ledger.ts'
import { type MintOptions, createMint } from './mint.ts'
import { realmPath } from './paths.ts'
import { openStore } from './store.ts'

export interface IdpOptions {
  /** Where the identity provider is reached, without a path: `http://127.0.0.1:18080`. */
  origin: string
  /** The console, to which sign-ins and sign-outs lead back: `http://localhost:8787`. */
  consoleOrigin: string
  /** A file for keys, sessions and refresh tokens, or `:memory:`. */
  dataFile: string
  /** Lifetime of access tokens in seconds; 1800 unless said. */
  tokenTtl?: number
}

/** The lab's identity provider, with the switches that a presenter or a test needs. */
export interface Idp extends LabService {
  /** A new key signs, the old ones verify, sessions and sign-ins under way go on. Answers the new `kid`. */
  rotateKeys(): Promise<string>
  /** Seconds that access tokens issued from now on will live. Throws unless it is a whole number above 0. */
  setTokenTtl(seconds: number): void
  /** A token that the realm would not issue, to show how it is refused. */
  mint(options?: MintOptions): Promise<string>
  /** Every token and code handed out by this process, the latest 10,000. */
  issued(): string[]
}

/** Opens realm `solo`. Throws when the data file cannot be opened. */
export async function createIdp(options: IdpOptions): Promise<Idp> {
  const issuer = `${options.origin}${realmPath}`
  let ttl = options.tokenTtl ?? 1800
  const tokenTtl = (): number => ttl
  const store = openStore(options.dataFile)
  const keys = await openKeyRing(store)
  const ledger = createLedger()
  const mint = createMint(issuer, keys, tokenTtl)

  const parts = {
    issuer,
    consoleOrigin: options.consoleOrigin,
    store,
    adapter: sqliteAdapter(store.db),
    keys,
    ledger,
    tokenTtl,
  }
  let serve = buildProvider(parts)
  return {
    handler: (request, response) => {
      const url = request.url ?? '/'
      const [, inside] = /^\/realms\/solo(?=[/?]|$)(.*)$/.exec(url) ?? []
      if (inside === undefined) {
        const error = url.startsWith('/realms/') ? 'Realm does not exist' : 'HTTP 404 Not Found'
        response
          .writeHead(404, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error }))
        return
      }
      request.url = inside.startsWith('/') ? inside : `/${inside}`
      serve(request, response)
    },
    close: () => store.close(),
    rotateKeys: async () => {
      const kid = await keys.rotate()
      serve = buildProvider(parts)
      return kid
    },
    setTokenTtl: (seconds) => {
      if (!Number.isSafeInteger(seconds) || seconds < 1)
        throw new Error(`a token's lifetime is a whole number of seconds above 0, not ${seconds}`)
      ttl = seconds
    },
    mint: async (wish) => {
      const token = await mint(wish)
      ledger.add(token)
      return token
    },
    issued: () => ledger.list(),
  }
}
