import type { Answer } from '../transcript.ts'

/** What the agent does now, by the last thing that it said; undefined when it does nothing. */
export function workOf({ state, parts }: Answer): string | undefined {
  if (state !== 'running') return undefined
  const calling = parts.filter((part) => part.kind === 'tool' && part.state === 'running')
  const [first] = calling
  if (first?.kind === 'tool')
    return calling.length === 1 ? `Calling ${first.name}…` : `Calling ${calling.length} tools…`
  const last = parts.at(-1)
  if (last?.kind === 'text' && last.open) return 'Answering…'
  return 'The agent is thinking…'
}
