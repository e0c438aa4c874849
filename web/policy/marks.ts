import type { Finding } from './findings.ts'

/** A stretch of a rule's text that is drawn in one way. */
export interface Segment {
  at: number
  text: string
  quoted: boolean
  severity: Finding['severity'] | undefined
}

const strings = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/gs

/** Cuts a text where a string or a finding begins or ends. */
export function segmentsOf(text: string, findings: readonly Finding[]): Segment[] {
  const quotes = [...text.matchAll(strings)].map(
    ({ index, 0: found }) => [index, index + found.length] as const,
  )
  const cuts = new Set([
    0,
    text.length,
    ...quotes.flat(),
    ...findings.flatMap(({ range }) => range),
  ])
  const points = [...cuts].filter((at) => at <= text.length).toSorted((a, b) => a - b)
  return points.slice(0, -1).map((at, index) => {
    const end = points[index + 1] ?? text.length
    const within = ([from, to]: readonly [number, number]) => from <= at && end <= to
    return {
      at,
      text: text.slice(at, end),
      quoted: quotes.some(within),
      severity: findings.find(({ range }) => within(range))?.severity,
    }
  })
}
