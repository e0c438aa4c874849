import type {
  ChatEvent,
  ConversationSummary,
  ConversationView,
  RunInput,
  RunView,
} from '../../contract.ts'
import { defaultNamespace } from '../registry/envelope.ts'
import type { KeptConversation, KeptRun } from './kept.ts'
import type { NumberedText, RunEvents } from './runEvents.ts'

export const summaryOf = (kept: KeptConversation): ConversationSummary => ({
  id: kept.id,
  deployment: kept.deployment,
  ...(kept.namespace === defaultNamespace ? {} : { namespace: kept.namespace }),
  persona: kept.persona,
  runtime: kept.runtime,
  runtimeType: kept.runtimeType,
  title: kept.title,
  startedAt: iso(kept.startedAt),
  lastAt: iso(kept.lastAt),
  runs: kept.runs.length,
  running: kept.runs.some(({ state }) => state === 'running'),
})

/** `eventsOf` finds the events of one of its runs. */
export async function viewOf(
  kept: KeptConversation,
  eventsOf: (run: KeptRun) => RunEvents,
): Promise<ConversationView> {
  const transcript: RunView[] = []
  for (const run of kept.runs) {
    const view = await runViewOf(kept, run, eventsOf(run))
    if (view !== null) transcript.push(view)
  }
  const { sessionEnded } = kept
  return {
    ...summaryOf(kept),
    transcript,
    ...(sessionEnded === undefined ? {} : { sessionEnded }),
  }
}

/** Null where the store lost even what was asked. */
export async function runViewOf(
  { id }: KeptConversation,
  run: KeptRun,
  events: RunEvents,
): Promise<RunView | null> {
  const [asked, ...said] = await events.all()
  if (asked === undefined) return null
  return {
    id: run.id,
    conversation: id,
    input: inputOf(asked),
    state: run.state,
    startedAt: iso(run.startedAt),
    ...(run.endedAt === undefined ? {} : { endedAt: iso(run.endedAt) }),
    events: said.map((one) => ({ id: one.id, event: eventOf(one) })),
  }
}

// Sealed by this program, and opened only where the seal holds: they are what was written.
export const eventOf = ({ text }: NumberedText): ChatEvent => JSON.parse(text) as ChatEvent
export const inputOf = ({ text }: NumberedText): RunInput => JSON.parse(text) as RunInput

const iso = (ms: number) => new Date(ms).toISOString()
