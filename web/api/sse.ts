/** One event of an event stream, after the WHATWG rules for `text/event-stream`. */
export interface SseEvent {
  event: string
  data: string
  /** Where the frame carries one: what `Last-Event-ID` names to go on after it. */
  id?: string
}

/**
 * Puts lines together to events: feed it line by line, an empty line completes an event.
 * Comments and `retry` are read over; an event without data is none.
 */
export function sseParser(): (line: string) => SseEvent | null {
  let event = ''
  let id: string | undefined
  let data: string[] = []
  return (line) => {
    if (line === '') {
      const whole =
        data.length > 0
          ? { event: event || 'message', data: data.join('\n'), ...(id !== undefined && { id }) }
          : null
      event = ''
      id = undefined
      data = []
      return whole
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    if (field === 'id') id = value
    if (field === 'data') data.push(value)
    return null
  }
}
