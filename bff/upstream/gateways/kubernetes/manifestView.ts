import { stringify } from 'yaml'

import type { ManifestView } from '../../../contract.ts'
import { redactBody, redactText } from '../../redact.ts'
import { isRecord, parsed } from '../../wire.ts'
import { appliable, type KubernetesObject } from './object.ts'

/**
 * A document as somebody would write it, with what is secret in it masked. Its kinds hold none by design;
 * a token in an annotation or a password in a header is masked all the same.
 */
export function manifestView(object: KubernetesObject): ManifestView {
  const plain = JSON.stringify(appliable(object))
  const value = textsMasked(parsed(redactBody(plain, 'application/json')))
  const { apiVersion, kind, metadata } = object
  return {
    apiVersion,
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    // a text that is not JSON any more has lost more than its secrets
    yaml: isRecord(value) ? stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }) : '',
    ...(JSON.stringify(value) === plain ? {} : { masked: true }),
  }
}

/** Each text by itself: within JSON, the end of a token is harder to tell. */
function textsMasked(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(textsMasked)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textsMasked(one)]))
}
