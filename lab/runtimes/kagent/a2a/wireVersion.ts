/** The two dialects of A2A that generation B of kagent speaks on one path (0.9.7 to 0.10). */
export type WireVersion = '0.3' | '1.0'

/** The dialect that a request's `A2A-Version` asks for, 0.3 without one; undefined for any other. */
export function wireVersion(header: string | undefined): WireVersion | undefined {
  if (!header || header === '0.3') return '0.3'
  return header === '1.0' ? '1.0' : undefined
}

export const unsupported = (header: string): string => `unsupported A2A version "${header}"`

export type Operation = 'send' | 'stream' | 'get' | 'list' | 'subscribe' | 'cancel'

const methods: Record<WireVersion, Record<string, Operation>> = {
  '0.3': {
    'message/send': 'send',
    'message/stream': 'stream',
    'tasks/get': 'get',
    // Not in A2A 0.3: an extension of kagent 0.10.
    'tasks/list': 'list',
    'tasks/resubscribe': 'subscribe',
    'tasks/cancel': 'cancel',
  },
  '1.0': {
    SendMessage: 'send',
    SendStreamingMessage: 'stream',
    GetTask: 'get',
    ListTasks: 'list',
    SubscribeToTask: 'subscribe',
    CancelTask: 'cancel',
  },
}

export const operationOf = (version: WireVersion, method: string): Operation | undefined =>
  Object.hasOwn(methods[version], method) ? methods[version][method] : undefined
