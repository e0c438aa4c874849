import type { ToolPart } from '../transcript.ts'

/** How a call stands, in words. */
export const toolWords: Record<ToolPart['state'], string> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  waiting: 'waits for approval',
  unanswered: 'no result',
}
