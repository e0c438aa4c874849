import type { ChatTarget } from '#bff'

import type { Answer } from '../transcript.ts'

/** One conversation to export; several of them are a comparison. */
export interface ExportSide {
  deployment: string
  namespace?: string | undefined
  /** As whom the deployment was asked. */
  persona?: string | undefined
  /** The conversation's id. */
  conversation: string
  target?: ChatTarget | undefined
  answers: readonly Answer[]
}

/** The name of the file, without its ending: `chat-solofieldassistant-kagent-2026-11-20`. */
export function fileName(sides: readonly ExportSide[], at: Date): string {
  const names = sides.map(({ deployment }) => deployment).join('-and-')
  return `chat-${names.replaceAll(/[^\w.-]+/g, '-').slice(0, 120)}-${at.toISOString().slice(0, 10)}`
}
