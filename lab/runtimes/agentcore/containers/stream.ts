const encoder = new TextEncoder()

/** One event of a stream whose data is JSON. */
export const dataFrame = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`

/**
 * An event stream whose source is read to its end even when the reader has gone: AgentCore does not tell
 * a container that its caller has left. A source that fails leaves the reader with a broken connection.
 */
export function detachedStream(frames: AsyncIterable<string>, cutOff: () => void): Response {
  let isRead = true
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const pump = async () => {
        for await (const frame of frames) if (isRead) controller.enqueue(encoder.encode(frame))
        if (isRead) controller.close()
      }
      pump().catch(() => isRead && cutOff())
    },
    cancel: () => {
      isRead = false
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
