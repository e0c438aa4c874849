/** An open event stream, read event by event. */
export interface EventReader {
  readonly response: Response
  /** The lines of the next event, or `the end`. */
  readonly next: () => Promise<string>
  readonly leave: () => void
}

/** Opens a stream and keeps it open. */
export async function openEvents(
  url: string,
  headers: Record<string, string>,
): Promise<EventReader> {
  const left = new AbortController()
  const response = await fetch(url, { headers, signal: left.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    response,
    leave: () => left.abort(),
    next: async () => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const event = text.slice(0, end)
          text = text.slice(end + 2)
          return event
        }
        const chunk = await reader?.read()
        if (chunk === undefined || chunk.done) return 'the end'
        text += chunk.value
      }
    },
  }
}
