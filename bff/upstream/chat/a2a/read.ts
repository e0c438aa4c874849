import { recordsAt, textAt, valueAt } from '../../registry/envelope.ts'
import { isRecord } from '../../wire.ts'

/**
 * Messages of A2A 0.3 and 1.0 in one form. Read leniently: answers that pass through a registry leave out
 * message ids and kinds that the specification wants, and agents of kagent 0.8 leave ids empty.
 */
export type A2aPart =
  | { kind: 'text'; text: string; metadata: unknown }
  | { kind: 'data'; data: Record<string, unknown>; metadata: unknown }
  | { kind: 'other'; value: unknown }

export interface A2aMessage {
  id: string | undefined
  role: 'user' | 'agent' | undefined
  parts: A2aPart[]
  metadata: unknown
}

export interface A2aArtifact {
  parts: A2aPart[]
  metadata: unknown
}

export type A2aState = (typeof states)[number]

const states = [
  'submitted',
  'working',
  'input-required',
  'auth-required',
  'completed',
  'canceled',
  'failed',
  'rejected',
] as const

export interface A2aTask {
  id: string | undefined
  state: A2aState | undefined
  message: A2aMessage | undefined
  history: A2aMessage[]
  artifacts: A2aArtifact[]
  metadata: unknown
}

export type A2aEvent =
  | { kind: 'task'; taskId: string | undefined; task: A2aTask }
  | { kind: 'message'; taskId: string | undefined; message: A2aMessage }
  | {
      kind: 'status'
      taskId: string | undefined
      state: A2aState | undefined
      message: A2aMessage | undefined
      metadata: unknown
    }
  | {
      kind: 'artifact'
      taskId: string | undefined
      artifact: A2aArtifact
      lastChunk: boolean
      metadata: unknown
    }

/** The `result` of a JSON-RPC answer or frame; null for what is none of A2A's. */
export function readEvent(result: unknown): A2aEvent | null {
  if (!isRecord(result)) return null
  for (const [kind, member] of oneOf)
    if (isRecord(result[member])) return read(kind, result[member])
  const kind = kinds[textAt(result, 'kind') ?? '']
  return kind === undefined ? null : read(kind, result)
}

/** 1.0 wraps each event in a member named after it (a2a.proto `StreamResponse`), 0.3 has `kind`. */
const oneOf = [
  ['task', 'task'],
  ['message', 'message'],
  ['status', 'statusUpdate'],
  ['artifact', 'artifactUpdate'],
] as const

const kinds: Record<string, A2aEvent['kind']> = {
  task: 'task',
  message: 'message',
  'status-update': 'status',
  'artifact-update': 'artifact',
}

function read(kind: A2aEvent['kind'], value: Record<string, unknown>): A2aEvent {
  const taskId = textAt(value, 'taskId')
  const { metadata } = value
  if (kind === 'task') return { kind, taskId: textAt(value, 'id'), task: readTask(value) }
  if (kind === 'message') return { kind, taskId, message: readMessage(value) }
  if (kind === 'status') return { kind, taskId, ...readStatus(value['status']), metadata }
  const artifact = readArtifact(value['artifact'])
  return { kind, taskId, artifact, lastChunk: value['lastChunk'] === true, metadata }
}

export const readTask = (task: unknown): A2aTask => ({
  id: textAt(task, 'id'),
  ...readStatus(valueAt(task, 'status')),
  history: recordsAt(task, 'history').map(readMessage),
  artifacts: recordsAt(task, 'artifacts').map(readArtifact),
  metadata: valueAt(task, 'metadata'),
})

function readStatus(status: unknown): Pick<A2aTask, 'state' | 'message'> {
  const message = valueAt(status, 'message')
  return {
    state: stateOf(textAt(status, 'state')),
    message: isRecord(message) ? readMessage(message) : undefined,
  }
}

/** `TASK_STATE_INPUT_REQUIRED` and `input-required` are one state. */
const stateOf = (text = ''): A2aState | undefined => {
  const word = text
    .replace(/^TASK_STATE_/, '')
    .toLowerCase()
    .replaceAll('_', '-')
  return states.find((state) => state === word)
}

const readMessage = (message: unknown): A2aMessage => {
  const role = textAt(message, 'role')
    ?.replace(/^ROLE_/, '')
    .toLowerCase()
  return {
    id: textAt(message, 'messageId'),
    role: role === 'user' || role === 'agent' ? role : undefined,
    parts: recordsAt(message, 'parts').map(readPart),
    metadata: valueAt(message, 'metadata'),
  }
}

const readArtifact = (artifact: unknown): A2aArtifact => ({
  parts: recordsAt(artifact, 'parts').map(readPart),
  metadata: valueAt(artifact, 'metadata'),
})

function readPart(part: Record<string, unknown>): A2aPart {
  const { text, data, metadata } = part
  if (typeof text === 'string') return { kind: 'text', text, metadata }
  if (isRecord(data)) return { kind: 'data', data, metadata }
  return { kind: 'other', value: part }
}

/** What ADK notes about a message or part: kagent's Go agents prefix it `adk_`, the Python ones `kagent_` (0.10). */
export const noteOf = (metadata: unknown, key: string): unknown =>
  valueAt(metadata, `adk_${key}`) ?? valueAt(metadata, `kagent_${key}`)
