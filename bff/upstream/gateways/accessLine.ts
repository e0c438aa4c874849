import type { AccessLogView } from '../../contract.ts'
import { tooDeep } from '../../exactJson.ts'
import { redactText } from '../redact.ts'
import { redactRecord } from '../redactValue.ts'
import { isRecord, parsed } from '../wire.ts'

type Line = AccessLogView['lines'][number]

/** `key=value` or `key="value with blanks"`, as Rust's and Go's text loggers write them. */
const pair = /(?:^|\s)([A-Za-z_][\w.]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)/g
/** ISO 8601 at the beginning of a line. */
const time = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)/
/** Fields that hold a session id, such as `mcp.session.id`; ids in a path are masked with everything else. */
const named = /session/i
const shown = 8
const longest = 4_000

/** One line of a gateway's log: agentgateway's text or JSON format (75b4e6c), or whatever it is as text. */
export function accessLine(raw: string): Line {
  const cut = raw.slice(0, longest)
  const json = parsed(raw)
  if (isRecord(json) && !tooDeep(json)) return ofJson(json)
  const fields: [string, string][] = []
  let text = redactText(cut)
  for (const [, name = '', value = ''] of text.matchAll(pair)) {
    const plain = value.startsWith('"') ? unquoted(value) : value
    const short = shortened(name, plain)
    if (named.test(name)) text = text.replace(`${name}=${value}`, () => `${name}=${short}`)
    fields.push([name, short])
  }
  return {
    at: time.exec(cut)?.[0] ?? null,
    text,
    fields: Object.fromEntries(fields),
  }
}

function ofJson(json: Record<string, unknown>): Line {
  const fields = Object.entries(redactRecord(json)).map(([name, value]) => [
    name,
    shortened(name, typeof value === 'string' ? value : JSON.stringify(value)),
  ])
  const all: Record<string, string> = Object.fromEntries(fields)
  const at = [all['time'], all['timestamp'], all['ts']].find((one) => one && time.test(one))
  return { at: at ?? null, text: JSON.stringify(all), fields: all }
}

const shortened = (name: string, value: string): string =>
  named.test(name) && value.length > shown ? `${value.slice(0, shown)}…` : value

const unquoted = (value: string): string => {
  const text = parsed(value)
  return typeof text === 'string' ? text : value.slice(1, -1)
}
