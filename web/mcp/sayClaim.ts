/** Claims that are seconds since 1970 (RFC 7519 section 4.1). */
const times = new Set(['exp', 'iat', 'nbf'])

const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})

/** A member of a token to be read: times as dates in UTC beside the number, all else as on the wire. */
export function sayClaim(name: string, value: unknown): string {
  if (times.has(name) && typeof value === 'number')
    return `${value} (${clock.format(value * 1_000)} UTC)`
  return typeof value === 'string' ? value : JSON.stringify(value)
}
