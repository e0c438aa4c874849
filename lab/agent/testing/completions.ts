const chunk = (delta: unknown, finishReason: string | null = null) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'double',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
})

const usage = {
  ...chunk({}),
  choices: [],
  usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
}

/** An answer of `/chat/completions` with `stream: true`. */
const streamed = (chunks: unknown[]) => () =>
  new Response(
    [...chunks, usage].map((each) => `data: ${JSON.stringify(each)}\n\n`).join('') +
      'data: [DONE]\n\n',
    {
      headers: { 'Content-Type': 'text/event-stream' },
    },
  )

/** A turn in which the model asks for a tool; name and arguments come in separate chunks. */
export const completionCall = (name: string, input: unknown) =>
  streamed([
    chunk({
      role: 'assistant',
      tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name, arguments: '' } }],
    }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: JSON.stringify(input) } }] }),
    chunk({}, 'tool_calls'),
  ])

/** A turn in which the model answers. */
export const completionText = (pieces: string[]) =>
  streamed([...pieces.map((content) => chunk({ content })), chunk({}, 'stop')])
