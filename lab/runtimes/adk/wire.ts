/** The shapes of A2A 0.3 that agents built with kagent-adk use on the wire (A2A 0.3.0, kagent-adk 0.8.3). */

export type Metadata = Record<string, unknown>

export type Part =
  | { kind: 'text'; text: string; metadata?: Metadata }
  | { kind: 'data'; data: Metadata; metadata?: Metadata }
  | { kind: 'file'; file: Metadata; metadata?: Metadata }

export interface Message {
  kind: 'message'
  role: 'user' | 'agent'
  messageId: string
  parts: Part[]
  taskId?: string
  contextId?: string
  metadata?: Metadata
}

export type TaskState =
  | 'submitted'
  | 'working'
  | 'input-required'
  | 'completed'
  | 'canceled'
  | 'failed'
  | 'rejected'
  | 'auth-required'

interface TaskStatus {
  state: TaskState
  message?: Message
  /** ISO 8601. */
  timestamp: string
}

interface StatusUpdate {
  kind: 'status-update'
  taskId: string
  contextId: string
  final: boolean
  status: TaskStatus
  metadata?: Metadata
}

export interface Artifact {
  artifactId: string
  parts: Part[]
}

interface ArtifactUpdate {
  kind: 'artifact-update'
  taskId: string
  contextId: string
  lastChunk: boolean
  artifact: Artifact
}

/** The `result` of one frame of a stream. */
export type A2aEvent = StatusUpdate | ArtifactUpdate

export interface Task {
  kind: 'task'
  id: string
  contextId: string
  status: TaskStatus
  history: Message[]
  artifacts?: Artifact[]
  metadata?: Metadata
}

const terminal: readonly TaskState[] = ['completed', 'canceled', 'failed', 'rejected']

/** A task in such a state never changes again. */
export const isTerminal = (state: TaskState): boolean => terminal.includes(state)

/** The text that a person wrote. */
export const textOf = ({ parts }: Message): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
