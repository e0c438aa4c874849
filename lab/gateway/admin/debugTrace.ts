import type { IncomingMessage, ServerResponse } from 'node:http'

import { compile, type Expression } from '../cel/expression.ts'
import type { Traces } from './traces.ts'

/**
 * `POST /debug/trace[?expression=CEL]`: an event stream that watches one request and ends with it
 * (75b4e6c, management/admin.rs). An expression that cannot be compiled is 400.
 */
export function debugTrace(
  traces: Traces,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const text = new URL(request.url ?? '/', 'http://admin').searchParams.get('expression')
  let expression: Expression | undefined
  try {
    expression = text === null ? undefined : compile(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    response.writeHead(400, { 'content-type': 'text/plain' })
    response.end(`Failed to compile expression: ${why}`)
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  const stop = traces.watch(expression, {
    write: (part) => void response.write(part),
    end: () => void response.end(),
  })
  response.once('close', stop)
}
