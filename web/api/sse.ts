/** One event of an event stream, after the WHATWG rules for `text/event-stream`. */
export interface SseEvent {
  event: string
  data: string
}

/**
 * Puts lines together to events: feed it line by line, an empty line completes an event.
 * Comments, `id` and `retry` are read over; an event without data is none.
 */
export function sseParser(): (line: string) => SseEvent | null {
  let event = ''
  let data: string[] = []
  return (line) => {
    if (line === '') {
      const whole = data.length > 0 ? { event: event || 'message', data: data.join('\n') } : null
      event = ''
      data = []
      return whole
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    return null
  }
}
