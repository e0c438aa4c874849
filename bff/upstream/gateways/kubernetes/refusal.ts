import { Problem } from '../../../problem.ts'
import { redactText } from '../../redact.ts'
import { isRecord, parsed } from '../../wire.ts'

/** What an API server says no with: a `Status` object (Kubernetes API conventions, "Response Status Kind"). */
export function refusalOf(status: number, body: string, asked: string, host: string): Problem {
  const value = parsed(body)
  const message = isRecord(value) && typeof value['message'] === 'string' ? value['message'] : null
  const said = redactText((message ?? `it answered ${status}`).slice(0, 2_000))
  const sentence = `The Kubernetes API at ${host} would not ${asked}: ${said}`
  const [code, as, hint] = kindsOfRefusal[status] ?? otherwise(status)
  return new Problem(as, code, sentence, hint === undefined ? {} : { hint })
}

type Refusal = readonly [Problem['code'], number, string?]

const kindsOfRefusal: Readonly<Record<number, Refusal>> = {
  400: ['bad_request', 400, 'Correct the document at the place that is named, and apply it again.'],
  // the BFF's own account there, not the operator's sign-in: 401 would send the browser to sign in
  401: ['forbidden', 403, 'Check kubernetes.token of this gateway in the configuration.'],
  403: ['forbidden', 403, 'Give the account of kubernetes.token the rights that are named.'],
  404: ['not_found', 404],
  409: ['conflict', 409, 'Read the document again, and apply to what is there now.'],
  422: ['bad_request', 400, 'Correct the document at the place that is named, and apply it again.'],
  429: ['too_many_requests', 429, 'Wait a moment, and try again.'],
}

const otherwise = (status: number): Refusal =>
  status >= 500 || status < 400 ? ['bad_gateway', 502] : ['bad_request', 400]
