import { randomUUID } from 'node:crypto'

/**
 * What the data plane refuses with, and its status. The first eight are in the SDK's model
 * (@aws-sdk/client-bedrock-agentcore 3.1141.0); the last four come from the front door that every AWS
 * service has, before the service itself is reached.
 */
const statuses = {
  ValidationException: 400,
  UnauthorizedException: 401,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  RuntimeClientError: 424,
  ThrottlingException: 429,
  InternalServerException: 500,
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  InvalidSignatureException: 403,
  UnrecognizedClientException: 403,
} as const

export type FailureName = keyof typeof statuses

/** A refusal in REST-JSON: status, its name in `x-amzn-errortype`, a message and what else its shape has. */
export class AwsFailure extends Error {
  override readonly name: FailureName
  readonly fields: Record<string, unknown>

  constructor(name: FailureName, message: string, fields: Record<string, unknown> = {}) {
    super(message)
    this.name = name
    this.fields = fields
  }

  get status(): number {
    return statuses[this.name]
  }

  toResponse(): Response {
    const headers: Record<string, string> = {
      'x-amzn-errortype': this.name,
      'x-amzn-requestid': randomUUID(),
    }
    // RFC 6750 section 3: whoever asks for a bearer says so; AgentCore's own parameters are not known.
    if (this.status === 401) headers['www-authenticate'] = 'Bearer error="invalid_token"'
    return Response.json(
      { message: this.message, ...this.fields },
      { status: this.status, headers },
    )
  }
}

/** A field that breaks its constraint, worded as AWS words it. */
export const fieldInvalid = (field: string, constraint: string): AwsFailure => {
  const message = `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${constraint}`
  return new AwsFailure('ValidationException', message, {
    reason: 'FieldValidationFailed',
    fieldList: [{ name: field, message: constraint }],
  })
}

/** The answer while a container is gone or has failed; the status is the container's. */
export const containerFailed = (status: number): AwsFailure =>
  new AwsFailure(
    'RuntimeClientError',
    `Received error (${status}) from runtime. Please check your CloudWatch logs for more information.`,
  )
