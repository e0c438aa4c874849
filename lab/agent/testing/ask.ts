import type { ModelMessage } from 'ai'

import type { Agent, AgentEvent, AgentInput } from '../agent.ts'

/** What an agent did in one turn, for tests to look at. */
export interface Asked {
  events: AgentEvent[]
  /** All texts, with a blank line between two of them. */
  text: string
  /** Names of the tools called, in order. */
  tools: string[]
  history: ModelMessage[]
}

/** Asks an agent and waits for the end of its turn. */
export async function ask(
  agent: Agent,
  input: AgentInput | string,
  history: readonly ModelMessage[] = [],
  signal: AbortSignal = new AbortController().signal,
): Promise<Asked> {
  const events: AgentEvent[] = []
  const asked: AgentInput = typeof input === 'string' ? { kind: 'text', text: input } : input
  for await (const event of agent.run({ history, input: asked, signal })) events.push(event)
  const last = events.at(-1)
  return {
    events,
    text: textOf(events),
    tools: events.flatMap((event) => (event.type === 'tool-call' ? [event.name] : [])),
    history: last?.type === 'finish' ? last.history : [],
  }
}

const textOf = (events: readonly AgentEvent[]): string =>
  events
    .map((event) => {
      if (event.type === 'text-delta') return event.delta
      return event.type === 'text-end' ? '\n\n' : ''
    })
    .join('')
    .trim()

/** The one event of a type; a test that expects it fails by name when it is not there. */
export function only<Type extends AgentEvent['type']>(
  events: readonly AgentEvent[],
  type: Type,
): Extract<AgentEvent, { type: Type }> {
  const found = events.filter(
    (event): event is Extract<AgentEvent, { type: Type }> => event.type === type,
  )
  const [first] = found
  if (!first || found.length > 1) throw new Error(`${found.length} events of type ${type}`)
  return first
}
