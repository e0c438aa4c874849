import { type Kagent, createKagent } from '../runtimes/kagent/kagent.ts'
import type { AgentPart } from './agent.ts'
import type { PartContext } from './part.ts'

/** The kagent controller, unless `PARALLAX_KAGENT_URL` names a real one. */
export async function startKagent(
  { env }: PartContext,
  { startAgent }: AgentPart,
): Promise<Kagent | undefined> {
  return env['PARALLAX_KAGENT_URL'] ? undefined : createKagent({ startAgent })
}
