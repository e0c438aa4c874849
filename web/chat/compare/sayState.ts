import { sayClock, sayDuration } from '../../ui/duration.ts'
import { sayTokens, tokensOf } from '../parts/figures.ts'
import type { Answer } from '../transcript.ts'

/** How the last answer of a side stands, in words, and the figures beside it, the weightiest first. `now` in Unix ms. */
export function sayState(
  answer: Answer | undefined,
  now: number,
): [state: string, ...figures: string[]] {
  if (!answer) return ['not asked yet']
  const { state, timing, startedAt, usage, parts } = answer
  const tokens = tokensOf(usage)
  // Measured, it may also be that none came.
  const firstByte = timing ? (timing.firstByteMs ?? undefined) : firstByteSoFar(answer)
  const figures = [
    tokens && sayTokens(tokens, false),
    firstByte === undefined ? undefined : `first byte ${sayDuration(firstByte)}`,
  ].filter((figure) => typeof figure === 'string')
  if (state === 'running') {
    const streaming = parts.some((part) => part.kind === 'text' && part.open)
    const clock = sayClock(now - Date.parse(startedAt))
    return [`${clock} · ${streaming ? 'streaming' : 'working'}`, ...figures]
  }
  if (state === 'done')
    return [timing ? `answered in ${sayDuration(timing.totalMs)}` : 'answered', ...figures]
  return [words[state], ...figures]
}

const words = { failed: 'failed', stopped: 'stopped', waiting: 'waits for a decision' }

/** By the times of the events, until the server has measured it: from the beginning to what is not about the run. */
function firstByteSoFar({ events }: Answer): number | undefined {
  const began = events.find(({ event }) => event.type === 'RUN_STARTED')?.event.timestamp
  const first = events.find(({ event: { type } }) => type !== 'RUN_STARTED' && type !== 'CUSTOM')
  const heard = first?.event.timestamp
  return began === undefined || heard === undefined ? undefined : heard - began
}
