import type * as z from 'zod'

import type { Detail } from '../problem.ts'
import { missing } from './fields.ts'

type Issue = z.core.$ZodIssue
type Mistyped = z.core.$ZodIssueInvalidType

/** A value of the wrong JSON type: the document does not decode at all. */
export class DecodeError extends Error {
  readonly mistyped: Mistyped[]
  constructor(message: string, mistyped: Mistyped[]) {
    super(message)
    this.mistyped = mistyped
  }

  get details(): Detail[] {
    return this.mistyped.map(({ path, input, message }) => ({
      message,
      location: `body.${dotted(path)}`,
      value: input,
    }))
  }
}

/** A document that decodes and breaks the rules of its kind; faults are joined as Go joins FieldErrors. */
export class ValidationError extends Error {}

/** The error that a document's faults amount to: mistyped values first, they keep the rest from being read. */
export function refusal(kind: string, issues: Issue[]): Error {
  const mistyped = issues.filter(
    (issue): issue is Mistyped => issue.code === 'invalid_type' && !isMissing(issue),
  )
  const [first] = mistyped
  if (first)
    return new DecodeError(
      `json: cannot unmarshal ${goType(first.input)} into Go struct field ${kind}.${goField(first.path)} of type ${goTypes[first.expected] ?? first.expected}`,
      mistyped,
    )
  const faults = issues.map(
    (issue) => `${dotted(issue.path)}: ${isMissing(issue) ? missing : issue.message}`,
  )
  return new ValidationError(faults.join('; '))
}

const isMissing = (issue: Issue) =>
  issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null)

/** `spec.mcpServers[2].name`, `metadata.labels[app]`. */
function dotted(path: readonly PropertyKey[]): string {
  const inLabels = path[0] === 'metadata' && path[1] === 'labels'
  return path.reduce<string>((text, part, index) => {
    if (typeof part === 'number' || (inLabels && index === 2)) return `${text}[${String(part)}]`
    return text ? `${text}.${String(part)}` : String(part)
  }, '')
}

/** Go names the field, not the entry of the map or list within it. */
const goField = (path: readonly PropertyKey[]): string =>
  path
    .filter((part) => typeof part === 'string')
    .slice(0, path[1] === 'env' ? 2 : undefined)
    .join('.')

const goTypes: Record<string, string> = {
  string: 'string',
  boolean: 'bool',
  number: 'int',
  record: 'map[string]string',
  array: '[]interface {}',
  object: 'struct',
}

function goType(input: unknown): string {
  if (Array.isArray(input)) return 'array'
  if (typeof input === 'boolean') return 'bool'
  return typeof input
}
