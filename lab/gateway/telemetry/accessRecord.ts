/** The fields of an access log line, in agentgateway's order (75b4e6c, telemetry/log.rs). */
export const accessFields = [
  'gateway',
  'listener',
  'route_rule',
  'route',
  'endpoint',
  'src.addr',
  'http.method',
  'http.host',
  'http.path',
  'http.version',
  'http.status',
  'jwt.sub',
  'protocol',
  'mcp.method.name',
  'mcp.target',
  'mcp.resource.type',
  'mcp.resource.uri',
  'gen_ai.tool.name',
  'gen_ai.prompt.name',
  'mcp.session.id',
  'mcp.error.code',
  'mcp.error.message',
  'error',
  'reason',
  'duration',
] as const

type AccessField = (typeof accessFields)[number]

/** What is known so far; an absent field is left out of the line. */
export type AccessRecord = Partial<Record<AccessField, string | undefined>>

/**
 * One line of `key=value` pairs, as agentgateway's text format: `<time> info request gateway=…`.
 * Values with spaces, quotes or control characters are quoted, so that no client can forge a field.
 */
export function accessLine(record: AccessRecord, at: Date): string {
  const pairs = accessFields.flatMap((field) => {
    const value = record[field]
    return value === undefined ? [] : [`${field}=${quoted(value)}`]
  })
  return `${at.toISOString()} info request ${pairs.join(' ')}`
}

const quoted = (value: string): string =>
  /^[^\s"=\p{C}]+$/u.test(value) ? value : JSON.stringify(value)
