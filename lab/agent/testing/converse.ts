import { EventStreamCodec } from '@smithy/eventstream-codec'

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)),
  (text) => new TextEncoder().encode(text),
)

const text = (value: string) => ({ type: 'string' as const, value })

const frame = (name: string, body: unknown): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('event'),
      ':event-type': text(name),
      ':content-type': text('application/json'),
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
  })

/** An answer of Bedrock's ConverseStream: frames of an AWS event stream. */
const streamed = (frames: [string, unknown][]) => () =>
  new Response(Buffer.concat(frames.map(([name, body]) => frame(name, body))), {
    headers: { 'Content-Type': 'application/vnd.amazon.eventstream' },
  })

const usage: [string, unknown] = [
  'metadata',
  { usage: { inputTokens: 12, outputTokens: 7, totalTokens: 19 }, metrics: { latencyMs: 5 } },
]

/** A turn in which the model asks for a tool. */
export const converseCall = (name: string, input: unknown) =>
  streamed([
    ['messageStart', { role: 'assistant' }],
    [
      'contentBlockStart',
      { contentBlockIndex: 0, start: { toolUse: { toolUseId: 'tooluse_1', name } } },
    ],
    [
      'contentBlockDelta',
      { contentBlockIndex: 0, delta: { toolUse: { input: JSON.stringify(input) } } },
    ],
    ['contentBlockStop', { contentBlockIndex: 0 }],
    ['messageStop', { stopReason: 'tool_use' }],
    usage,
  ])

/** A turn in which the model answers; `max_tokens` cuts it off. */
export const converseText = (
  pieces: string[],
  stopReason: 'end_turn' | 'max_tokens' = 'end_turn',
) =>
  streamed([
    ['messageStart', { role: 'assistant' }],
    ...pieces.map((piece): [string, unknown] => [
      'contentBlockDelta',
      { contentBlockIndex: 0, delta: { text: piece } },
    ]),
    ['contentBlockStop', { contentBlockIndex: 0 }],
    ['messageStop', { stopReason }],
    usage,
  ])

/** What Bedrock says to an account that was not given access to the model. */
export const converseDenied = () =>
  Response.json(
    { message: "You don't have access to the model with the specified model ID." },
    {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/' },
    },
  )
