import type { ChatFailureCode } from '../../contract.ts'
import type { RuntimeRefusal } from './refusal.ts'

/** JSON-RPC 2.0 and A2A 1.0 codes; those from -32501 on are AgentCore's. */
const rpcMeanings: Record<number, ChatFailureCode> = {
  [-32_001]: 'session_expired',
  [-32_501]: 'agent_not_found',
  [-32_600]: 'invalid_request',
  [-32_602]: 'invalid_request',
  [-32_052]: 'invalid_request',
  [-32_053]: 'throttled',
  [-32_054]: 'throttled',
  [-32_055]: 'container_failed',
  [-32_601]: 'not_understood',
  [-32_009]: 'not_understood',
  [-32_700]: 'not_understood',
}

/** Errors of the AgentCore data plane (client-bedrock-agentcore 3.1141.0) that their status does not tell. */
const typeMeanings: Record<string, ChatFailureCode> = {
  ResourceNotFoundException: 'agent_not_found',
  UnauthorizedException: 'token_rejected',
  AccessDeniedException: 'access_denied',
  ThrottlingException: 'throttled',
  ServiceQuotaExceededException: 'throttled',
  RuntimeClientError: 'container_failed',
  ValidationException: 'invalid_request',
}

const statusMeanings: Record<number, ChatFailureCode> = {
  400: 'invalid_request',
  401: 'token_rejected',
  402: 'throttled',
  403: 'access_denied',
  404: 'agent_not_found',
  408: 'timeout',
  409: 'throttled',
  413: 'invalid_request',
  415: 'not_understood',
  422: 'invalid_request',
  424: 'container_failed',
  429: 'throttled',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
}

/** What a runtime's no means: its own words first, then its code, its error's name and its status. */
export function meaningOf({ rpcCode, type, status, message }: RuntimeRefusal): ChatFailureCode {
  if (/session\b.*\b(expired|terminated|ended)\b/i.test(message)) return 'session_expired'
  return (
    (rpcCode === undefined ? undefined : rpcMeanings[rpcCode]) ??
    (type === undefined ? undefined : typeMeanings[type]) ??
    statusMeanings[status] ??
    'agent_failed'
  )
}
