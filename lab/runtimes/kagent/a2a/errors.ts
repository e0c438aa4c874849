import type { WireVersion } from './wireVersion.ts'

/** JSON-RPC codes with A2A's own from -32001 on (A2A 0.3.0 section 8, 1.0 section 5.4). */
const codes = {
  parse: -32_700,
  request: -32_600,
  method: -32_601,
  params: -32_602,
  internal: -32_603,
  taskNotFound: -32_001,
  notCancelable: -32_002,
  unsupported: -32_004,
} as const

export type Failure = keyof typeof codes

export class RpcError extends Error {
  readonly failure: Failure
  constructor(failure: Failure, message: string) {
    super(message)
    this.failure = failure
  }
}

/** Reasons that A2A 1.0 puts beside a code (`google.rpc.ErrorInfo`). */
const reasons: Partial<Record<Failure, string>> = {
  taskNotFound: 'TASK_NOT_FOUND',
  notCancelable: 'TASK_NOT_CANCELABLE',
  unsupported: 'UNSUPPORTED_OPERATION',
}

/** `error` of a JSON-RPC answer. */
export function errorBody({ failure, message }: RpcError, version: WireVersion) {
  const reason = version === '1.0' && reasons[failure]
  const info = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'a2a-protocol.org',
  }
  return { code: codes[failure], message, ...(reason && { data: [info] }) }
}
