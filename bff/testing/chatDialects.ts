/**
 * One question and its answer, as different agents tell it at the wire: each value is the `result` of one
 * JSON-RPC frame. kagent-adk 0.8.3 to 0.10 and main (2026-08-12), read in their sources.
 */
export const answer = 'A TrafficPolicy shapes traffic.'
export const preface = 'Let me look.'
export const call = { id: 'toolu_1', name: 'get_crd_schema', args: { kind: 'TrafficPolicy' } }
const toolResult = { content: [{ type: 'text', text: '# TrafficPolicy' }], isError: false }

type Json = Record<string, unknown>

const first = { promptTokenCount: 900, candidatesTokenCount: 40, totalTokenCount: 940 }
const second = { promptTokenCount: 1200, candidatesTokenCount: 80, totalTokenCount: 1280 }

const text = (words: string, metadata?: Json): Json => ({ kind: 'text', text: words, metadata })
const data = (value: Json, type: string, prefix = 'kagent_'): Json => ({
  kind: 'data',
  data: value,
  metadata: { [`${prefix}type`]: type },
})
const ids = { taskId: 'T', contextId: 'C' }

function status(state: string, parts?: Json[], metadata: Json = {}, role = 'agent'): Json {
  const message = { kind: 'message', role, messageId: `m${(count += 1)}`, parts, metadata }
  const body = { state, timestamp: '2026-11-20T12:00:00Z', ...(parts && { message }) }
  return { kind: 'status-update', ...ids, final: state === 'completed', status: body, metadata }
}
let count = 0

const artifact = (parts: Json[], more: Json = {}, metadata?: Json): Json => ({
  kind: 'artifact-update',
  ...ids,
  lastChunk: true,
  ...more,
  artifact: { artifactId: 'a1', parts },
  ...(metadata && { metadata }),
})

const begun = (): Json[] => [
  status('submitted', [text('What is a TrafficPolicy?')], {}, 'user'),
  status('working'),
]
const calling = (prefix: string) => data(call, 'function_call', prefix)
const called = (prefix: string) =>
  data(
    { id: call.id, name: call.name, response: { result: toolResult } },
    'function_response',
    prefix,
  )

/** One status for each call of the model, its text in one piece; the answer once more as an artifact. */
export function wholeParts(prefix = 'kagent_'): Json[] {
  const usage = (counts: Json) => ({
    [`${prefix}adk_partial`]: null,
    [`${prefix}usage_metadata`]: counts,
  })
  return [
    ...begun(),
    status('working', [text(preface), calling(prefix)], usage(first)),
    status('working', [called(prefix)]),
    status('working', [text(answer)], usage(second)),
    artifact([text(answer)]),
    status('completed', undefined, usage(second)),
  ]
}

const piece = (words: string) => status('working', [text(words)], { kagent_adk_partial: true })

/** Pieces first, and then each text whole. */
export function partials(): Json[] {
  const [submitted, working, looking, found, answered, ...rest] = wholeParts()
  const pieces = [piece('A TrafficPolicy '), piece('shapes traffic.')]
  return [
    submitted,
    working,
    piece('Let me '),
    piece('look.'),
    looking,
    found,
    ...pieces,
    answered,
    ...rest,
  ].filter((event) => event !== undefined)
}

/** Everything as artifacts; a closing one says all of its text again. */
export function artifactPerEvent(prefix = 'kagent_'): Json[] {
  const usage = (counts: Json) => ({ [`${prefix}usage_metadata`]: counts })
  const open = { append: true, lastChunk: false }
  return [
    ...begun(),
    artifact([text('Let me ')], open),
    artifact([text(preface), calling(prefix)], { append: false }, usage(first)),
    artifact([called(prefix)]),
    artifact([text('A TrafficPolicy ')], open),
    artifact([text('shapes traffic.')], open),
    artifact([text(answer)], { append: false }, usage(second)),
    status('completed'),
  ]
}

/** kagent's Go agents: pieces flagged, and an empty artifact at the end of each text. */
export const goPieces = (): Json[] => [
  ...begun(),
  artifact([text(preface)], { lastChunk: false }, { adk_partial: true }),
  artifact([], {}, { adk_partial: false }),
  artifact([calling('adk_')], {}, { adk_partial: false, adk_usage_metadata: first }),
  artifact([called('adk_')], {}, { adk_partial: false }),
  artifact([text('A TrafficPolicy ')], { lastChunk: false }, { adk_partial: true }),
  artifact([text('shapes traffic.')], { lastChunk: false }, { adk_partial: true }),
  artifact([], {}, { adk_partial: false, adk_usage_metadata: second }),
  status('completed'),
]

/** The finished task of a blocking answer or a reload; `bare` as it comes through the registry. */
export function finishedTask({ bare = false } = {}): Json {
  const plain = (part: Json): Json => (bare ? { ...part, metadata: undefined } : part)
  const turn = (role: string, parts: Json[], usage?: Json): Json => ({
    role,
    parts: parts.map(plain),
    ...(bare ? {} : { kind: 'message', messageId: `h${(count += 1)}` }),
    ...(usage && !bare && { metadata: { kagent_usage_metadata: usage } }),
  })
  return {
    kind: 'task',
    id: 'T',
    contextId: 'C',
    status: { state: 'completed' },
    history: [
      turn('user', [text('What is a TrafficPolicy?')]),
      turn('agent', [text(preface), calling('kagent_')], first),
      turn('agent', [called('kagent_')]),
      turn('agent', [text(answer)], second),
    ],
    artifacts: [{ artifactId: 'a1', parts: [text(answer)] }],
    ...(bare ? {} : { metadata: { kagent_usage_metadata: second } }),
  }
}

/** The same in A2A 1.0: members instead of `kind`, upper-case states and roles, no `final`. */
export function inVersion1(event: Json): Json {
  const names: Record<string, string> = {
    'status-update': 'statusUpdate',
    'artifact-update': 'artifactUpdate',
    task: 'task',
  }
  const { kind, final: _final, ...rest } = event
  return { [names[String(kind)] ?? 'message']: renamed(rest) }
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  const { kind: _kind, ...rest } = value as Json // an object that is no array
  return Object.fromEntries(
    Object.entries(rest).map(([key, one]) => {
      if (key === 'state') return [key, `TASK_STATE_${String(one).toUpperCase().replace('-', '_')}`]
      if (key === 'role') return [key, `ROLE_${String(one).toUpperCase()}`]
      return [key, key === 'data' || key === 'metadata' ? one : renamed(one)]
    }),
  )
}

/** A run that failed by the model's finish reason: told twice, the first time not as final. */
export const failed = (words: string, errorCode: string): Json[] => [
  ...begun(),
  status('working', [text(preface)]),
  status('failed', [text(words)], { kagent_error_code: errorCode }),
  status('failed', [text(words)], { kagent_error_code: errorCode }),
]

/** A call that a person has to allow (kagent 0.9, 0.10). */
export function approvalAsked(hint: string): Json[] {
  const original = { id: 'orig', name: 'close_ticket', args: { id: 'T-7' } }
  const asked = {
    id: 'fc',
    name: 'adk_request_confirmation',
    args: { originalFunctionCall: original, toolConfirmation: { hint, confirmed: false } },
  }
  const standIn = { id: 'orig', name: 'close_ticket', response: { status: 'pending' } }
  return [
    ...begun(),
    status('working', [data(original, 'function_call')]),
    status('working', [data(standIn, 'function_response')]),
    status('input-required', [data(asked, 'function_call')]),
  ]
}
