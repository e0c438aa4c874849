import type { Answer } from '../transcript.ts'
import type { ExportSide } from './side.ts'

/** The shape of the file; a later one that reads differently has another number. */
const version = 1

/**
 * Conversations as JSON text: whom and where, and each run with its question, what it came to, and every
 * event as it was streamed (AG-UI 1.0). Of the wire only the exchange's id is named, never a body.
 */
export function toJson(title: string, sides: readonly ExportSide[], at: Date): string {
  const conversations = sides.map(({ target, answers, ...side }) => ({
    ...side,
    ...(target && { agent: target.agent, runtime: target.runtime, type: target.runtimeType }),
    offlineModel: target?.offlineModel ?? false,
    runs: answers.map(runOf),
  }))
  return `${JSON.stringify({ version, title, exportedAt: at.toISOString(), conversations }, null, 2)}\n`
}

const runOf = ({ run, input, state, startedAt, meta, timing, usage, failure, events }: Answer) => ({
  run,
  input,
  state,
  startedAt,
  meta,
  timing,
  usage,
  failure,
  events,
})
