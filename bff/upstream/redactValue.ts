import { isSecretMember, mask, redactBody } from './redact.ts'
import { isRecord } from './wire.ts'

/**
 * A value of JSON with each of its texts changed, names of members too; numbers of many digits stay as they
 * are. `change` is told of the member in which a text stands, also through arrays. Not for values that are
 * nested deeper than `mostLevels`.
 */
export function mapTexts(
  value: unknown,
  change: (text: string, member?: string) => string,
  member?: string,
): unknown {
  if (typeof value === 'string') return change(value, member)
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change, member))
  if (!isRecord(value) || JSON.isRawJSON(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [change(name), mapTexts(one, change, name)]),
  )
}

/**
 * The same without secrets. What is parsed already is better redacted this way than as text: a text that is
 * cut in the wrong place is no JSON any more, and whoever wrote it may choose the place.
 */
export function redactRecord(record: Record<string, unknown>): Record<string, unknown> {
  const clean = mapTexts(record, (text, member) =>
    member !== undefined && isSecretMember(member, text)
      ? mask
      : redactBody(text, 'application/json'),
  )
  return isRecord(clean) ? clean : {}
}
