import type { AgentEvent, AgentSpec, StartAgent } from '../../agent/agent.ts'

const said = (id: string, text: string): AgentEvent[] => [
  { type: 'text-start', id },
  ...[text.slice(0, 4), text.slice(4)].map((delta): AgentEvent => ({
    type: 'text-delta',
    id,
    delta,
  })),
  { type: 'text-end', id },
]

const usage = (inputTokens: number, outputTokens: number): AgentEvent => ({
  type: 'usage',
  inputTokens,
  outputTokens,
  totalTokens: inputTokens + outputTokens,
})

const schemaCall = { id: 'toolu_1', name: 'get_crd_schema', args: { kind: 'TrafficPolicy' } }
const deleteCall = { id: 'toolu_2', name: 'delete_pod', args: { name: 'web-0' } }
const result = { content: [{ type: 'text', text: '# TrafficPolicy' }], isError: false }

/** What the agent of these tests does with a question; anything else is answered as the first. */
const scripts: Record<string, AgentEvent[]> = {
  seed: [
    ...said('t1', 'Let me look.'),
    { type: 'tool-call', ...schemaCall },
    usage(900, 40),
    { type: 'tool-result', id: schemaCall.id, name: schemaCall.name, result, isError: false },
    ...said('t2', 'A TrafficPolicy is a policy.'),
    usage(1200, 80),
  ],
  delete: [
    { type: 'tool-call', ...deleteCall },
    { type: 'approval', id: 'fc-1', call: deleteCall, hint: 'This deletes the pod web-0.' },
    usage(10, 5),
  ],
  refuse: [{ type: 'error', message: 'The model wrote too much.', code: 'MAX_TOKENS' }],
  'two tools': [
    { type: 'tool-call', ...schemaCall },
    { type: 'tool-call', ...schemaCall, id: 'toolu_3' },
    usage(10, 5),
    { type: 'tool-result', id: 'toolu_3', name: schemaCall.name, result, isError: false },
    { type: 'tool-result', id: schemaCall.id, name: schemaCall.name, result, isError: false },
    ...said('t1', 'Twice the same.'),
    usage(20, 5),
  ],
}

/** A brake for an answer under way. */
interface Gate {
  hold(): void
  release(): void
}

export interface Scripted extends Gate {
  startAgent: StartAgent
  /** What was started, in order. */
  started: AgentSpec[]
  /** Names of those that were closed. */
  closed: string[]
}

/** Agents whose every word is known: what they say depends on the question alone. */
export function scripted(): Scripted {
  const started: AgentSpec[] = []
  const closed: string[] = []
  let gate = Promise.withResolvers<void>()
  gate.resolve()

  async function* events(question: string, remembered: number): AsyncGenerator<AgentEvent> {
    if (question === 'crash') throw new Error('the model cannot be reached')
    if (question === 'how much do you remember')
      return yield* said('t1', `I remember ${remembered} messages.`)
    const [first, ...rest] = scripts[question] ?? scripts['seed'] ?? []
    if (first) yield first
    await gate.promise
    return yield* rest
  }

  return {
    started,
    closed,
    hold: () => void (gate = Promise.withResolvers<void>()),
    release: () => gate.resolve(),
    startAgent: async (spec, log) => {
      if (spec.env['BROKEN']) throw new Error('image cannot be pulled')
      started.push(spec)
      log('ready for questions')
      return {
        name: spec.name,
        model: 'scripted',
        description: spec.description,
        async *run({ input, history, signal }) {
          log(`answers ${input.kind}`)
          const question = input.kind === 'text' ? input.text : ''
          const chosen =
            input.kind === 'text' ? events(question, history.length) : decided(input.decisions)
          const gone = Promise.withResolvers<never>()
          signal.addEventListener('abort', () => gone.reject(signal.reason))
          gone.promise.catch(() => undefined)
          for (;;) {
            const next = await Promise.race([chosen.next(), gone.promise])
            if (next.done) break
            yield next.value
          }
          const user = { role: 'user' as const, content: question }
          const assistant = { role: 'assistant' as const, content: 'answered' }
          yield { type: 'finish', history: [...history, user, assistant] }
        },
        close: async () => void closed.push(spec.name),
      }
    },
  }
}

async function* decided(
  decisions: Record<string, { approved: boolean; reason?: string }>,
): AsyncGenerator<AgentEvent> {
  const decision = decisions['fc-1']
  const { id, name } = deleteCall
  const words = decision?.approved ? 'deleted' : `kept: ${decision?.reason ?? 'no reason'}`
  yield { type: 'tool-result', id, name, result: words, isError: !decision?.approved }
  yield* said('t9', `The pod is ${words}.`)
  yield usage(30, 6)
}
