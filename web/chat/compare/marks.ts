import { standpointClass } from '../../ui/standpoint.ts'
import type { ToolMarks } from '../parts/PartView.tsx'
import type { Differences, ToolRow } from './differences.ts'
import { standpoints } from './Sides.tsx'

/** By side: which of its calls differ from those beside them, in words and in the side's colour. */
export function marksOf({ tools, compared }: Differences): ToolMarks[] {
  return compared.map((_, side) => {
    const { text } = standpointClass[standpoints[side] ?? 0]
    return new Map(
      tools.flatMap((row) => {
        const call = row.calls[side]
        const words = sayTool(row)
        return call && words !== undefined ? [[call.id, { words, text }] as const] : []
      }),
    )
  })
}

/** How a call differs, or undefined where it does not. */
export function sayTool({ differs, calls }: ToolRow): string | undefined {
  if (differs === 'arguments') return 'other arguments'
  if (differs === 'result') return 'another result'
  if (differs === 'same') return undefined
  return calls.filter((call) => call !== undefined).length === 1 ? 'only here' : 'not in all'
}
