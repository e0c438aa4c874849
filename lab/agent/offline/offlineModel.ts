import type { Pace } from '../pace.ts'
import type { Model4 } from '../usageInTime.ts'
import { deltasOf, tokensOf } from './deltas.ts'
import type { Move, Planner } from './planner.ts'
import { talksOf } from './talks.ts'

type Options = Parameters<Model4['doStream']>[0]
type Streamed = Awaited<ReturnType<Model4['doStream']>>['stream']
type Part = Streamed extends ReadableStream<infer Each> ? Each : never

/**
 * A model without a model: a planner that decides by rules which tools to call and words the answer from
 * what they returned. It is asked and streams as a real one, at the given pace.
 */
export function createOfflineModel(planner: Planner, pace: Pace): Model4 {
  return {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId: 'offline',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('The offline model only streams.')),
    doStream: async (options) => {
      const signal = options.abortSignal ?? new AbortController().signal
      const parts = tellMove(moveFor(planner, options), options, (abort) => pace.wait(abort))
      return { stream: ReadableStream.from(parts(signal)) }
    },
  }
}

function moveFor(planner: Planner, { prompt, tools = [] }: Options): Move {
  return planner(
    talksOf(prompt),
    tools.map(({ name }) => name),
  )
}

const tellMove = ({ say = '', calls = [] }: Move, { prompt }: Options, wait: Pace['wait']) =>
  async function* (signal: AbortSignal): AsyncGenerator<Part> {
    yield { type: 'stream-start', warnings: [] }
    if (say !== '') {
      yield { type: 'text-start', id: 'text' }
      for (const delta of deltasOf(say)) {
        yield { type: 'text-delta', id: 'text', delta }
        await wait(signal)
      }
      yield { type: 'text-end', id: 'text' }
    }
    const inputs = calls.map(({ args }) => JSON.stringify(args))
    for (const [index, { name }] of calls.entries())
      yield {
        type: 'tool-call',
        toolCallId: `call_${crypto.randomUUID()}`,
        toolName: name,
        input: inputs[index] ?? '{}',
      }
    const [unified, raw] =
      calls.length > 0 ? (['tool-calls', 'tool_use'] as const) : (['stop', 'end_turn'] as const)
    const asked = tokensOf(JSON.stringify(prompt))
    const told = tokensOf([say, ...inputs].join(' '))
    yield {
      type: 'finish',
      finishReason: { unified, raw },
      usage: {
        inputTokens: { total: asked, noCache: asked, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: told, text: told, reasoning: 0 },
      },
    }
  }
