import type { HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'

import type { Config } from './config/schema.ts'
import type { Hub } from './observe/hub.ts'
import type { StreamLimit } from './security/streamLimit.ts'
import type { Backchannel } from './session/backchannel.ts'
import type { Departures } from './session/departures.ts'
import type { OperatorSignIn } from './session/operatorSignIn.ts'
import type { Personas } from './session/personas.ts'
import type { Sealer } from './session/seal.ts'
import type { SignIns } from './session/signIns.ts'
import type { Store } from './session/store/contract.ts'
import type { SignIn, TokenSource } from './session/types.ts'
import type { Upstream } from './upstream/upstream.ts'

/** What a route may use. Made once, in `services.ts`; a test makes its own. */
export interface Services {
  config: Config
  store: Store
  seal: Sealer
  tokens: TokenSource
  personas: Personas
  signIns: SignIns
  operatorSignIn: OperatorSignIn
  departures: Departures
  backchannel: Backchannel
  upstream: Upstream
  hub: Hub
  streams: StreamLimit
  log: Logger
  /** Unix milliseconds. */
  clock: () => number
  /** Aborted when the process begins to stop: open streams end, readiness is off. */
  closing: AbortSignal
  /** Of this release, as `package.json` says. */
  version: string
}

/** Hono's view of a request: Node's own objects, and what the middleware found out. */
export interface AppEnv {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    services: Services
    /** Only behind `requireSignIn`. */
    signIn: SignIn
    /** Whom the request acts as, for the log; a route that knows says so. */
    persona?: string
  }
}
