import type { ModelMessage } from 'ai'

import type { Agent, AgentInput } from '../../agent/agent.ts'
import type { AdkTurn } from '../adk/turn.ts'
import type { A2aEvent, Task } from '../adk/wire.ts'

export interface RunParts {
  agent: Agent
  turn: AdkTurn
  input: AgentInput
  history: readonly ModelMessage[]
  /** Aborted when the agent's pod goes. Nobody else can end a run: kagent's python agents do not cancel. */
  gone: AbortSignal
  /** Every event, once. */
  heard: (event: A2aEvent) => void
  remember: (history: ModelMessage[]) => void
}

/** An agent at work on a task. It goes on whether or not anybody listens. */
export interface Run {
  task(): Task
  running(): boolean
  /** What comes from now on; without a last event when the pod goes. */
  listen(): ReadableStream<A2aEvent>
  /** The task as the run left it; rejects when the pod goes. */
  ended: Promise<Task>
}

/** Nothing happens before `begin`, so that the first listener misses nothing. */
export function createRun(parts: RunParts): Run & { begin(): void } {
  const { agent, turn, input, history, gone, heard, remember } = parts
  const listeners = new Set<ReadableStreamDefaultController<A2aEvent>>()
  const { promise: ended, resolve, reject } = Promise.withResolvers<Task>()
  // Nobody has to wait for the end.
  ended.catch(() => undefined)
  let running = true

  const tell = (events: A2aEvent[]) => {
    for (const event of events) {
      heard(event)
      for (const listener of listeners) listener.enqueue(event)
    }
  }
  const work = async () => {
    tell(turn.begin())
    try {
      for await (const event of agent.run({ history, input, signal: gone })) {
        if (gone.aborted) break
        if (event.type === 'finish') remember(event.history)
        tell(turn.feed(event))
      }
    } catch (cause) {
      if (!gone.aborted) {
        const message = cause instanceof Error ? cause.message : String(cause)
        tell(turn.feed({ type: 'error', message }))
      }
    }
    running = false
    if (gone.aborted) {
      // Nobody is left to say how it ends: the task stays as it was.
      reject(new Error('the agent is gone'))
    } else {
      tell(turn.end())
      resolve(turn.task())
    }
    for (const listener of listeners) listener.close()
    listeners.clear()
  }
  return {
    begin: () => void work(),
    task: () => turn.task(),
    running: () => running,
    ended,
    listen: () => {
      let own: ReadableStreamDefaultController<A2aEvent> | undefined
      return new ReadableStream<A2aEvent>({
        start: (controller) => {
          own = controller
          if (running) listeners.add(controller)
          else controller.close()
        },
        cancel: () => void (own && listeners.delete(own)),
      })
    },
  }
}
