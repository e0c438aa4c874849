import type { CallView } from '#bff'

import type { Arguments } from '../mcp/argumentsText.ts'

/**
 * For each persona its newest call of exactly this tool with exactly these arguments, or undefined.
 * `calls` come newest first. So a comparison is found again after a reload without being repeated.
 */
export function latestCalls(
  calls: readonly CallView[],
  personas: readonly string[],
  tool: string,
  args: Arguments,
): (CallView | undefined)[] {
  const wanted = JSON.stringify(args)
  const same = calls.filter(
    (call) => call.tool === tool && JSON.stringify(call.arguments) === wanted,
  )
  return personas.map((persona) => same.find((call) => call.persona === persona))
}
