import * as z from 'zod'

import type { AgentInput } from '../../../agent/agent.ts'
import { parseJson } from '../json.ts'
import type { Memory } from '../microVm.ts'
import type { Container, ContainerParts } from './container.ts'
import { createStrandsTurn } from './strands.ts'
import { dataFrame, detachedStream } from './stream.ts'

const interruptResponse = z.object({
  interruptResponse: z.object({
    interruptId: z.string(),
    response: z.union([
      z.string(),
      z.object({ approved: z.boolean(), reason: z.string().exactOptional() }),
    ]),
  }),
})

/** The convention of AgentCore's examples; a list answers the interrupts of the turn before, as in Strands. */
const payload = z.object({
  prompt: z.union([z.string().min(1), z.array(interruptResponse).min(1)]),
})

/**
 * An agent with a protocol of its own on `/invocations`: `{"prompt"}` in, JSON out, or the events of the
 * turn when the caller accepts a stream. Shapes are those of a Strands agent behind `bedrock-agentcore`.
 */
export function createHttpContainer({ turn }: ContainerParts): Container {
  const memory: Memory = { history: [] }
  return {
    invoke: async ({ body, accept, cutOff }) => {
      const read = payload.safeParse(parseJson(body))
      if (!read.success)
        return Response.json({ error: 'Body must be JSON with a "prompt".' }, { status: 400 })
      const input = inputOf(read.data.prompt)
      const events = () => turn(memory, input)
      return accept.includes('text/event-stream')
        ? detachedStream(frames(events()), cutOff)
        : whole(events())
    },
  }
}

function inputOf(prompt: z.output<typeof payload>['prompt']): AgentInput {
  if (typeof prompt === 'string') return { kind: 'text', text: prompt }
  const decisions = prompt.map(({ interruptResponse: { interruptId, response } }) => {
    const decision =
      typeof response === 'string' ? { approved: /^(y|yes|approved?)$/i.test(response) } : response
    return [interruptId, decision] as const
  })
  return { kind: 'decision', decisions: Object.fromEntries(decisions) }
}

type Events = ReturnType<ContainerParts['turn']>

async function* frames(events: Events): AsyncGenerator<string> {
  const strands = createStrandsTurn()
  yield dataFrame({ init_event_loop: true })
  for await (const event of events) {
    for (const told of strands.feed(event)) yield dataFrame(told)
    if (event.type === 'error') {
      // The frame that bedrock-agentcore writes when the agent's generator raises.
      const { message: error, code: error_type = 'RuntimeError' } = event
      yield dataFrame({ error, error_type, message: 'An error occurred during streaming' })
      return
    }
  }
  const { interrupts } = strands
  yield dataFrame({
    result:
      interrupts.length > 0
        ? { stop_reason: 'interrupt', interrupts }
        : { stop_reason: 'end_turn' },
  })
}

async function whole(events: Events): Promise<Response> {
  const strands = createStrandsTurn()
  for await (const event of events) {
    strands.feed(event)
    if (event.type === 'error') return Response.json({ error: event.message }, { status: 500 })
  }
  const { messages, usage, interrupts } = strands
  const result = messages.findLast(({ role }) => role === 'assistant')
  return Response.json({ result, messages, usage, ...(interrupts.length > 0 && { interrupts }) })
}
