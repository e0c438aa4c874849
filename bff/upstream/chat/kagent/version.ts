import { textAt } from '../../registry/envelope.ts'
import { parsed } from '../../wire.ts'
import type { A2aVersion } from '../a2a/request.ts'
import type { ChatParts } from '../parts.ts'
import { settingsFor } from '../settings.ts'
import { wholeText } from '../told.ts'
import { askController, baseOf, type Caller } from './controller.ts'

/** An upgraded controller is noticed after so long. */
const knownForMs = 10 * 60_000
const deadlineMs = 5_000

/**
 * Which A2A a controller speaks. Those up to 0.9.5 know 0.3 alone, 0.9.7 to 0.10 both, and the ones after
 * them 1.0 alone; these have lost their REST routes too, `/version` among them, which is how they are told.
 */
export function createVersions(parts: ChatParts) {
  const known = new Map<string, { version: A2aVersion; until: number }>()

  /** By configuration, else asked once. Where the controller does not answer, the question itself will say why. */
  return async (caller: Caller): Promise<A2aVersion> => {
    const settings = settingsFor(parts.config, caller.place.runtime)
    if (settings.via === 'kagent' && settings.wire !== undefined) return settings.wire
    const base = baseOf(caller.place)
    const before = known.get(base)
    if (before !== undefined && before.until > parts.clock()) return before.version
    const version = await askVersion(parts, caller)
    if (version === undefined) return '0.3'
    known.set(base, { version, until: parts.clock() + knownForMs })
    return version
  }
}

async function askVersion(parts: ChatParts, caller: Caller): Promise<A2aVersion | undefined> {
  const signal = AbortSignal.timeout(deadlineMs)
  const asked = { label: 'which A2A is spoken', version: '0.3', path: 'version', signal } as const
  try {
    const { answer } = await askController(parts, caller, asked)
    const text = await wholeText(answer)
    if (answer.status === 404) return '1.0'
    return textAt(parsed(text), 'kagent_version') === undefined ? undefined : '0.3'
  } catch {
    return undefined
  }
}
