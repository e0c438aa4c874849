import type { RunInput, RunRequest } from '#bff'

/** A question or a decision as AG-UI 1.0 sends it (`RunAgentInput`); ids are UUIDs. */
export const runRequest = (conversation: string, run: string, input: RunInput): RunRequest => ({
  threadId: conversation,
  runId: run,
  messages:
    input.kind === 'text' ? [{ id: crypto.randomUUID(), role: 'user', content: input.text }] : [],
  ...(input.kind === 'decision' && {
    resume: [
      {
        interruptId: input.interruptId,
        status: 'resolved',
        payload: {
          approved: input.approved,
          ...(input.reason !== undefined && { reason: input.reason }),
        },
      },
    ],
  }),
  tools: [],
  context: [],
  state: {},
  forwardedProps: {},
})
