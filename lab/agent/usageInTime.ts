import { type LanguageModel, type LanguageModelMiddleware, wrapLanguageModel } from 'ai'

/** Version 4 of the interface that ai 7 gives to language models. */
export type Model4 = Extract<LanguageModel, { specificationVersion: 'v4' }>
type Streamed = Awaited<ReturnType<Model4['doStream']>>['stream']
type Part = Streamed extends ReadableStream<infer Each> ? Each : never
type Usage = Extract<Part, { type: 'finish' }>['usage']

const mark = 'usage of this call'

/**
 * A model whose usage is told as soon as its call ends. The loop itself tells it only when the tools that
 * the call asked for have run, which may be a minute later; a runtime tells both together with the call.
 * The usage travels as a raw part; the provider's own raw parts are not asked for.
 */
export const usageInTime = (model: Model4): Model4 => wrapLanguageModel({ model, middleware })

const middleware: LanguageModelMiddleware = {
  specificationVersion: 'v4',
  transformParams: ({ params }) => Promise.resolve({ ...params, includeRawChunks: false }),
  wrapStream: async ({ doStream }) => {
    const { stream, ...rest } = await doStream()
    const told = new TransformStream<Part, Part>({
      transform: (part, controller) => {
        if (part.type === 'finish')
          controller.enqueue({ type: 'raw', rawValue: { [mark]: part.usage } })
        controller.enqueue(part)
      },
    })
    return { stream: stream.pipeThrough(told), ...rest }
  },
}

/** The usage that a raw part carries, in tokens. */
export function usageOf(rawValue: unknown) {
  if (typeof rawValue !== 'object' || rawValue === null || !(mark in rawValue)) return undefined
  const usage = rawValue[mark] as Usage // only the middleware above sets the mark
  const inputTokens = usage.inputTokens.total ?? 0
  const outputTokens = usage.outputTokens.total ?? 0
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens }
}
