import { text } from 'node:stream/consumers'

import type { Running } from './gateway.ts'

/** A line of a trace, as far as the tests read it. */
interface TraceLine {
  eventStart: number | null
  eventEnd: number
  severity: string
  scope?: string[]
  message: { type: string; [member: string]: unknown }
}

export interface Watch {
  status: number
  type: string | null
  /** All that came between `: ready` and the end, which is when the watched request has its answer. */
  rest: () => Promise<string>
  lines: () => Promise<TraceLine[]>
}

/** Asks the admin port for a trace and waits until it is ready. @throws Error where it is not */
export async function watch({ admin }: Running, expression?: string): Promise<Watch> {
  const query = expression === undefined ? '' : `?expression=${encodeURIComponent(expression)}`
  const response = await fetch(`${admin}/debug/trace${query}`, { method: 'POST' })
  const { body, status } = response
  if (status !== 200 || body === null) throw new Error(`${status} ${await response.text()}`)
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  const { value: first } = await reader.read()
  if (first !== ': ready\n\n') throw new Error(`not ready: ${first}`)
  const rest = () => text(chunks(reader))
  return {
    status,
    type: response.headers.get('content-type'),
    rest,
    lines: async () =>
      [...(await rest()).matchAll(/^data: (.*)$/gm)].map(
        ([, data]) => JSON.parse(data ?? '') as TraceLine, // the tests check the members
      ),
  }
}

async function* chunks(reader: ReadableStreamDefaultReader<string>): AsyncGenerator<string> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
