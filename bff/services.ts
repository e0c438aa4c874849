import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Logger } from 'pino'

import type { Config } from './config/schema.ts'
import type { Secrets } from './config/secrets.ts'
import type { Services } from './env.ts'
import { createHub } from './observe/hub.ts'
import { createStreamLimit } from './security/streamLimit.ts'
import { createBackchannel } from './session/backchannel.ts'
import { createDepartures } from './session/departures.ts'
import { createDeviceSignIns } from './session/deviceSignIn.ts'
import { createGrants } from './session/grants.ts'
import { createHoldings, type Holding } from './session/holdings.ts'
import { keyFile, parseKeyRing } from './session/keys.ts'
import { createOperatorSignIn } from './session/operatorSignIn.ts'
import { createPersonas } from './session/personas.ts'
import { createProviders } from './session/providers.ts'
import { createSealer } from './session/seal.ts'
import { createSignIns } from './session/signIns.ts'
import { openSqliteStore } from './session/store/sqlite.ts'
import { createTokens } from './session/tokens.ts'
import type { SignIn } from './session/types.ts'
import { createRecorder } from './upstream/recorder.ts'
import { createUpstream } from './upstream/upstream.ts'

export interface ServiceParts {
  config: Config
  secrets: Secrets
  log: Logger
  clock: () => number
  closing: AbortSignal
}

const sweepEveryMs = 60_000

/** Builds everything that the routes use, in the order in which one needs the other. */
export function createServices({ config, secrets, log, clock, closing }: ServiceParts) {
  const { keys } = config.session
  const ring = keys ? parseKeyRing(secrets.read(keys)) : keyFile(join(config.data, 'session.keys'))
  const seal = createSealer(ring)
  const store = openSqliteStore(join(config.data, 'parallax.db'))
  const hub = createHub()
  const records = { store, seal, clock }
  const onLoss = (error: unknown) => log.error({ err: error }, 'work behind a request failed')
  const keep = config.limits.exchangesKept
  const exchanges = createRecorder({ ...records, hub, keep, onLoss })

  const signIns = createSignIns(config, records)
  const providers = createProviders(config, secrets, exchanges)
  const holdings = createHoldings(config, signIns, records)
  const grants = createGrants({ config, secrets, providers, clock })
  const changed = ({ signIn }: Pick<Holding, 'signIn'>) =>
    void announce(signIn && hub.idNow(signIn)).catch(onLoss)
  const identity = { config, secrets, signIns, providers, holdings, grants, hub, changed }
  const tokens = createTokens({ ...identity, store, clock })
  const devices = createDeviceSignIns({ ...records, grants, providers })
  const personas = createPersonas({ ...identity, tokens, devices, clock })
  const streams = createStreamLimit(config.limits.streams)
  const behind = { tokens, exchanges, hub, streams, onLoss }
  const upstream = createUpstream({ config, secrets, ...records, ...behind })
  const farewell = (signIn: SignIn) => upstream.signInEnded(signIn)
  const departures = createDepartures({ ...identity, farewell })
  const sweeper = setInterval(() => void store.sweep(clock()).catch(onLoss), sweepEveryMs).unref()

  /** Personas have changed: those who watch see them, each their own. */
  async function announce(only?: string): Promise<void> {
    const listening = hub.signIns().filter((id) => only === undefined || id === only)
    for (const id of listening) {
      const signIn = await signIns.current({ id })
      if (signIn === null) continue
      hub.publish({ event: 'personas', data: await personas.views(signIn) }, { signIn: id })
    }
  }

  const services: Services = {
    config,
    store,
    seal,
    tokens,
    personas,
    signIns,
    departures,
    upstream,
    hub,
    streams,
    log,
    clock,
    closing,
    operatorSignIn: createOperatorSignIn({ ...records, config, providers, grants }),
    backchannel: createBackchannel({ ...identity, ...records, departures }),
    version: releaseVersion(),
  }
  return {
    services,
    async close() {
      clearInterval(sweeper)
      await upstream.close()
      await store.close()
    },
  }
}

function releaseVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')
  const { version } = JSON.parse(text) as { version: string } // npm refuses a package without one
  return version
}
