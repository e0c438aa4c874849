import type { RunView } from '../../contract.ts'

/** A conversation as it is stored, without what was said. Times Unix milliseconds. */
export interface KeptConversation {
  id: string
  /** Subject of the operator whose it is. */
  owner: string
  deployment: string
  namespace: string
  persona: string
  runtime: string
  runtimeType: string
  title: string
  startedAt: number
  lastAt: number
  /** When the runtime was last heard. */
  heardAt?: number
  sessionEnded?: string
  runs: KeptRun[]
}

export interface KeptRun {
  id: string
  state: RunView['state']
  startedAt: number
  endedAt?: number
  /** Its task at the runtime, where it has such a thing. */
  taskId?: string
  /** Ids of what it waits for, or could not decide. */
  interrupts?: string[]
  /** Characters of its events, once it has ended. */
  size?: number
  /** Its runtime can be asked what became of it. */
  resumable: boolean
}

/** The same conversation with one of its runs changed. */
export function withRun(
  kept: KeptConversation,
  id: string,
  change: (run: KeptRun) => KeptRun,
): KeptConversation {
  return { ...kept, runs: kept.runs.map((run) => (run.id === id ? change(run) : run)) }
}
