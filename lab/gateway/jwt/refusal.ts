/**
 * Why a token was refused. The message is agentgateway's, word for word (75b4e6c, http/jwt.rs), and is
 * what follows `authentication failure: ` on the wire.
 */
export class TokenRefusal extends Error {}

export const noToken = (): TokenRefusal => new TokenRefusal('no bearer token found')

/** The page of known literals stops at "-like" here: the debug form depends on which part is malformed. */
export const malformedHeader = (): TokenRefusal =>
  new TokenRefusal('the token header is malformed: Error(InvalidToken)')

export const missingKid = (): TokenRefusal =>
  new TokenRefusal('the token header does not specify a `kid`')

export const unknownKid = (kid: string): TokenRefusal =>
  new TokenRefusal(`token uses the unknown key ${JSON.stringify(kid)}`)

/** Names of the Rust crate `jsonwebtoken`'s `ErrorKind`, which agentgateway prints in debug form. */
export type ValidationError =
  | 'InvalidAlgorithm'
  | 'InvalidAudience'
  | 'InvalidIssuer'
  | 'InvalidSignature'
  | 'InvalidToken'
  | 'ExpiredSignature'
  | `MissingRequiredClaim("${string}")`

export const invalid = (kind: ValidationError): TokenRefusal =>
  new TokenRefusal(`the token is invalid or malformed: Error(${kind})`)
