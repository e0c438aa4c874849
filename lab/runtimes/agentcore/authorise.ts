import type { VerifyBearer } from './bearer.ts'
import { AwsFailure } from './failure.ts'
import { type AgentRuntime, regionOf } from './runtime.ts'
import { type SignedRequest, verifySigV4 } from './sigv4.ts'

/** Lets a request to a runtime through. @throws AwsFailure 401 or 403 */
export type Authorise = (request: SignedRequest, runtime: AgentRuntime) => Promise<void>

/** AgentCore's answer to a signature where a token is wanted and the other way round. */
const mismatch =
  "Authorization method mismatch. The agent is configured for a different authorization method than what was used in your request. Check the agent's authorization configuration and ensure your request uses the matching method (OAuth or SigV4)"

/** A runtime takes signatures or tokens, never both. */
export function createAuthorise(verifyBearer: VerifyBearer, clock: () => number): Authorise {
  return async (request, { arn, authorizer }) => {
    const authorization = request.headers.get('authorization') ?? ''
    const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    if (authorizer.type === 'SIGV4') {
      if (bearer !== undefined) throw new AwsFailure('AccessDeniedException', mismatch)
      if (!authorization)
        throw new AwsFailure('MissingAuthenticationTokenException', 'Missing Authentication Token')
      return verifySigV4(request, regionOf(arn), clock())
    }
    if (bearer !== undefined) return verifyBearer(bearer, authorizer)
    if (authorization) throw new AwsFailure('AccessDeniedException', mismatch)
    throw new AwsFailure('UnauthorizedException', 'Missing Authentication Token')
  }
}
