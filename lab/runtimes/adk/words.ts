import { randomUUID } from 'node:crypto'

import type { A2aEvent, Artifact, Message, Metadata, Part, Task, TaskState } from './wire.ts'

export interface WordsOptions {
  taskId: string
  contextId: string
  /** `kagent__NS__solofieldassistant`. */
  appName: string
  userId: string
  /** Name of the ADK agent, `solofieldassistant_agent`. */
  author: string
  clock: () => number
}

/** What a status says beyond its state. */
interface Said {
  message?: Message
  metadata?: Metadata
  final?: boolean
}

/** Makes the messages and events of one turn, each with kagent-adk's metadata, and keeps the task in step. */
export interface Words {
  /** Of the first `working` status: no more than who and where. */
  session: Metadata
  /** Of everything that the agent says. */
  about: Metadata
  message(parts: Part[], metadata: Metadata): Message
  status: (state: TaskState, said?: Said) => A2aEvent
  artifact(parts: Part[]): A2aEvent
}

/** The `kagent_` names are those of kagent-adk 0.8.3 to 0.10; its Go runtime writes `adk_` instead. */
export function createWords(task: Task, options: WordsOptions): Words {
  const { taskId, contextId, clock } = options
  const session = {
    kagent_app_name: options.appName,
    kagent_user_id: options.userId,
    kagent_session_id: contextId,
  }
  return {
    session,
    about: {
      kagent_adk_partial: null,
      ...session,
      kagent_invocation_id: `e-${randomUUID()}`,
      kagent_author: options.author,
    },
    message: (parts, metadata) => ({
      kind: 'message',
      role: 'agent',
      messageId: randomUUID(),
      taskId,
      contextId,
      parts,
      metadata,
    }),
    status: (state, { message, metadata, final = false } = {}) => {
      const timestamp = new Date(clock()).toISOString()
      const status = { state, ...(message && { message }), timestamp }
      task.status = status
      const at = { taskId, contextId, final }
      return { kind: 'status-update', ...at, status, ...(metadata && { metadata }) }
    },
    artifact: (parts) => {
      const artifact: Artifact = { artifactId: randomUUID(), parts }
      task.artifacts = [...(task.artifacts ?? []), artifact]
      return { kind: 'artifact-update', taskId, contextId, lastChunk: true, artifact }
    },
  }
}
