import type { Config } from '../../config/schema.ts'
import type { Secrets } from '../../config/secrets.ts'
import type { TokenSource } from '../../session/types.ts'
import type { Pools } from '../http.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Recorder } from '../types.ts'

/** What talking to runtimes needs of the rest of the BFF. */
export interface ChatParts {
  config: Config
  secrets: Secrets
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
  client: RegistryClient
  clock: () => number
}
