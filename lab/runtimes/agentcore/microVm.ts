import type { Agent, AgentEvent, AgentInput, AgentTurn } from '../../agent/agent.ts'
import type { Container, ContainerParts } from './containers/container.ts'
import type { WriteLine } from './logs.ts'

/** What an agent remembers of one conversation, for as long as its microVM lives. */
export interface Memory {
  history: AgentTurn['history']
}

/** What a session runs in: a container of its own, whose memory nobody else sees. */
export interface MicroVm {
  container: Container
  /** Milliseconds since the epoch; undefined while a turn is under way. */
  idleSince(): number | undefined
  startedAt: number
  /** Ends every turn under way, and the memory with it. */
  end(why: string): void
}

export interface MicroVmOptions {
  agent: Agent
  sessionId: string
  write: WriteLine
  clock: () => number
  createContainer: (parts: ContainerParts) => Container
}

export function createMicroVm(options: MicroVmOptions): MicroVm {
  const { agent, sessionId, write, clock } = options
  const { name, description, model } = agent
  const ended = new AbortController()
  let busy = 0
  let lastActive = clock()

  async function* turn(memory: Memory, input: AgentInput): AsyncGenerator<AgentEvent> {
    busy++
    const began = clock()
    let failure: string | undefined
    try {
      for await (const event of agent.run({
        history: memory.history,
        input,
        signal: ended.signal,
      })) {
        if (event.type === 'finish') memory.history = event.history
        if (event.type === 'error') failure = event.message
        yield event
      }
      ended.signal.throwIfAborted()
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error)
      throw error
    } finally {
      busy--
      lastActive = clock()
      const seconds = ((lastActive - began) / 1_000).toFixed(3)
      if (failure === undefined) write(`Invocation completed successfully (${seconds}s)`)
      else write(`Invocation failed (${seconds}s): ${failure}`, 'stderr')
    }
  }

  write(`session ${sessionId}: container started, model ${model}`)
  return {
    container: options.createContainer({ name, description, turn, clock }),
    idleSince: () => (busy > 0 ? undefined : lastActive),
    startedAt: lastActive,
    end: (why) => {
      ended.abort(new Error(`session ended: ${why}`))
      write(`session ${sessionId}: ${why}`)
    },
  }
}
