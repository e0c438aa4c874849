import type { McpNotice } from '#bff'

const lists: Record<string, string> = {
  'notifications/tools/list_changed': 'The list of tools changed and is read again.',
  'notifications/resources/list_changed': 'The list of resources changed and is read again.',
  'notifications/prompts/list_changed': 'The list of prompts changed and is read again.',
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** How far a call is (MCP 2025-11-25, `ProgressNotificationParams`), as far as its server says. */
export interface Progress {
  /** Between 0 and 1; undefined where no total was said. */
  part: number | undefined
  words: string
}

export function readProgress({ progress, total, message }: McpNotice['params']): Progress {
  const far = typeof progress === 'number' ? progress : 0
  const whole = typeof total === 'number' && total > 0 ? total : undefined
  const count = whole === undefined ? `${far}` : `${far} of ${whole}`
  return {
    part: whole === undefined ? undefined : Math.min(1, Math.max(0, far / whole)),
    words: typeof message === 'string' && message !== '' ? `${count}: ${message}` : count,
  }
}

/** What a server said without being asked, in one line. */
export function sayNotice({ kind, method, params }: McpNotice): string {
  switch (kind) {
    case 'progress':
      return `Progress ${readProgress(params).words}`
    case 'log': {
      const logger = typeof params.logger === 'string' ? `${params.logger}: ` : ''
      return `${asText(params.level)} ${logger}${asText(params.data)}`
    }
    case 'list_changed':
      return lists[method] ?? `${method}.`
    case 'resource_updated':
      return `Changed: ${asText(params.uri)}`
    case 'cancelled':
      return typeof params.reason === 'string' ? `Cancelled: ${params.reason}` : 'Cancelled.'
    default:
      return Object.keys(params).length > 0 ? `${method} ${JSON.stringify(params)}` : method
  }
}
