import type { ToolSet } from 'ai'

/** The tools of one turn. */
export interface Toolbox {
  tools: ToolSet
  /** Tools that run only when a person agrees, each with the sentence that asks for it. */
  askFirst: Record<string, string>
  close(): Promise<void>
}

/** Opens the tools of a turn; the signal is the turn's. */
export type OpenTools = (signal: AbortSignal) => Promise<Toolbox>

/** Tools could not be had at all; the message is for the person who asked. */
export class ToolsUnavailable extends Error {
  readonly code = 'TOOLS_UNAVAILABLE'
}
