import type { Agents } from './agents.ts'
import type { AuthMode } from './identity.ts'
import type { Sessions } from './sessions.ts'
import type { Tasks } from './tasks.ts'

/** A thumb up or down with words. */
interface Feedback {
  id: number
  user_id: string
  is_positive: boolean
  feedback_text: string
  issue_type?: 'instructions' | 'factual' | 'incomplete' | 'tool'
  message_id?: number
  created_at: string
}

/** What every part of one controller shares. */
export interface World {
  agents: Agents
  sessions: Sessions
  tasks: Tasks
  feedback: Feedback[]
  auth: AuthMode
  /** What agent cards say the controller's address is (`--a2a-base-url`). */
  baseUrl: string
  clock: () => number
}
