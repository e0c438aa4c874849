import { getRequestListener } from '@hono/node-server'

import type { StartAgent } from '../../agent/agent.ts'
import type { LabService } from '../../service.ts'
import { createAuthorise } from './authorise.ts'
import { createVerifyBearer } from './bearer.ts'
import { createDataPlane } from './dataPlane.ts'
import { type RuntimeControl, createRuntimes } from './runtimes.ts'

/** `idleRuntimeSessionTimeout` of a runtime that says nothing, in seconds (AgentCore: 60 to 28,800). */
const defaultIdleSeconds = 900

export interface AgentCoreOptions {
  startAgent: StartAgent
  /** Issuer of the tokens that JWT runtimes take, `http://127.0.0.1:18080/realms/solo`. */
  issuer: string
  /** Milliseconds after which a session that does nothing ends; 900,000 when left out. */
  idleMs?: number
  clock?: () => number
}

/** The data plane as a service, and the control plane as functions: the registry drives it in this process. */
export interface AgentCore extends LabService, RuntimeControl {}

/**
 * Bedrock AgentCore of one account. It starts empty; `create` makes runtimes.
 * @throws Error when `idleMs` is no time
 */
export function createAgentCore(options: AgentCoreOptions): AgentCore {
  const { startAgent, issuer, idleMs = defaultIdleSeconds * 1_000, clock = Date.now } = options
  if (!(idleMs > 0))
    throw new Error(`A session ends after ${idleMs} idle milliseconds; it takes a number above 0`)
  const runtimes = createRuntimes(startAgent, idleMs, clock)
  const app = createDataPlane(
    runtimes.find,
    createAuthorise(createVerifyBearer(issuer, clock), clock),
  )
  const { control } = runtimes
  return { ...control, handler: getRequestListener(app.fetch), close: () => control.reset() }
}
