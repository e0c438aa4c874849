import type { Resource } from './resources.ts'

/** What a request is about, for its answer. */
export interface Subject {
  resource: Resource
  name: string
}

/** Kubernetes' own words for what went wrong (meta/v1, StatusReason). */
const codes = {
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  Conflict: 409,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
} as const

export type Reason = keyof typeof codes

/** A refusal that is answered as a `Status` object. */
export class StatusError extends Error {
  readonly reason: Reason
  readonly details: object

  constructor(reason: Reason, message: string, details: object = {}) {
    super(message)
    this.reason = reason
    this.details = details
  }
}

/** `enterpriseagentgatewaypolicies.enterpriseagentgateway.solo.io`; core kinds have no group. */
const resourceName = ({ plural, group }: Resource): string =>
  group === '' ? plural : `${plural}.${group}`

export const detailsOf = ({ resource, name }: Subject) => ({
  name,
  ...(resource.group === '' ? {} : { group: resource.group }),
  kind: resource.plural,
})

export const notFound = (subject: Subject): StatusError =>
  new StatusError(
    'NotFound',
    `${resourceName(subject.resource)} "${subject.name}" not found`,
    detailsOf(subject),
  )

export const notAllowed = (): StatusError =>
  new StatusError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  )

/** `sentence` says what is wrong and what to do. */
export const invalid = (subject: Subject, sentence: string): StatusError => {
  const { kind, group } = subject.resource
  const qualified = group === '' ? kind : `${kind}.${group}`
  return new StatusError('Invalid', `${qualified} "${subject.name}" is invalid: ${sentence}`, {
    ...detailsOf(subject),
    kind,
    causes: [{ reason: 'FieldValueInvalid', message: sentence, field: '' }],
  })
}

export const conflict = (subject: Subject, sentence: string): StatusError =>
  new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${resourceName(subject.resource)} "${subject.name}": ${sentence}`,
    detailsOf(subject),
  )

const head = { kind: 'Status', apiVersion: 'v1', metadata: {} }

export function failure({ reason, message, details }: StatusError): Response {
  const code = codes[reason]
  return Response.json(
    { ...head, status: 'Failure', message, reason, details, code },
    { status: code },
  )
}

export const success = (details: object): Response =>
  Response.json({ ...head, status: 'Success', details })
