import type { ChatMeta, UsageView } from '#bff'

import { list } from '../../ui/list.ts'

/** The tokens of one run; `total` is the sum of both where the runtime does not say it. */
export interface Tokens {
  input: number
  output: number
  total: number
}

/** What the model calls of a run cost together, or undefined where the runtime tells nothing. */
export function tokensOf(usage: readonly UsageView[]): Tokens | undefined {
  const told = usage.filter(
    ({ inputTokens, outputTokens, totalTokens }) =>
      inputTokens !== undefined || outputTokens !== undefined || totalTokens !== undefined,
  )
  if (told.length === 0) return undefined
  const sum = (of: (each: UsageView) => number) =>
    told.reduce((before, each) => before + of(each), 0)
  return {
    input: sum(({ inputTokens = 0 }) => inputTokens),
    output: sum(({ outputTokens = 0 }) => outputTokens),
    total: sum(
      ({ inputTokens = 0, outputTokens = 0, totalTokens = inputTokens + outputTokens }) =>
        totalTokens,
    ),
  }
}

/** `940 tokens`, with both directions where they are known: `940 tokens (800 in, 140 out)`. */
export function sayTokens({ input, output, total }: Tokens, whole = true): string {
  const words = `${total.toLocaleString('en')} ${total === 1 ? 'token' : 'tokens'}`
  if (!whole || input + output === 0) return words
  return `${words} (${input.toLocaleString('en')} in, ${output.toLocaleString('en')} out)`
}

/** Which models answered; the one without a network says so wherever its answers show. */
export function sayModels(usage: readonly UsageView[]): string | undefined {
  const names = usage.flatMap(({ provider, model }) =>
    provider === 'offline' || model === 'offline' ? ['offline model'] : (model ?? provider ?? []),
  )
  return names.length > 0 ? list([...new Set(names)]) : undefined
}

/** How the runtime was asked: `kagent-a2a, A2A 0.3`. */
export const sayWay = ({ adapter, protocol }: ChatMeta): string => `${adapter}, ${protocol}`
