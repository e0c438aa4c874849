import { parseAllDocuments } from 'yaml'

import { mask, redactBody, redactText } from '../redact.ts'
import { parsed } from '../wire.ts'
import { masked, secretsIn } from './secrets.ts'
import { type Splice, splice, spliceAt } from './splice.ts'

/**
 * A body to or from a registry as an exchange may show it: environments, header values and data of
 * Secrets are masked beside what is masked everywhere. What cannot be read is not shown at all.
 */
export function redactRegistryBody(body: string, contentType: string | null): string {
  if (body === '') return body
  if (contentType?.includes('yaml') === true) return redactYaml(body)
  if (contentType?.includes('json') !== true) return redactBody(body, contentType)
  const value = parsed(body)
  return value === undefined ? notShown(body) : redactText(JSON.stringify(masked(value)))
}

/** Keeps the text as it was written, except for the values that are masked. */
function redactYaml(text: string): string {
  const splices: Splice[] = []
  for (const document of parseAllDocuments(text)) {
    if (document.errors.length > 0) return notShown(text)
    for (const { path } of secretsIn(document.toJS()))
      splices.push(...spliceAt(document, path, mask))
  }
  return redactText(splice(text, splices))
}

const notShown = (body: string) =>
  `(${body.length} characters, not shown: they cannot be read well enough to mask the secrets in them)`
