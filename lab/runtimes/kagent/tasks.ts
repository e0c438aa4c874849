import type { Task } from '../adk/wire.ts'
import type { Run } from './run.ts'

/** A task and who may see it. */
export interface TaskEntry {
  user: string
  sessionId: string
  agentId: string
  /** The latest: a decision of a person begins another one. */
  run: Run
}

export interface Tasks {
  /** Only the user's own. */
  get(user: string, id: string): TaskEntry | undefined
  set(id: string, entry: TaskEntry): void
  /** Oldest first. */
  ofSession(user: string, sessionId: string): Task[]
  of(user: string, agentId: string): Task[]
  remove(id: string): void
  clear(): void
}

export function createTasks(): Tasks {
  const all = new Map<string, TaskEntry>()
  const where = (matches: (entry: TaskEntry) => boolean) =>
    [...all.values()].filter(matches).map(({ run }) => run.task())
  return {
    get: (user, id) => {
      const entry = all.get(id)
      return entry?.user === user ? entry : undefined
    },
    set: (id, entry) => void all.set(id, entry),
    ofSession: (user, sessionId) =>
      where((entry) => entry.user === user && entry.sessionId === sessionId),
    of: (user, agentId) => where((entry) => entry.user === user && entry.agentId === agentId),
    remove: (id) => void all.delete(id),
    clear: () => all.clear(),
  }
}
