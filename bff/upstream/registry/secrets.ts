import { mask } from '../redact.ts'
import { isRecord } from '../wire.ts'

/** A value that nobody sees unless they ask for it, and where it stands. */
export interface SecretValue {
  path: (string | number)[]
  value: string
}

/** Maps and lists of `{name, value}` whose values are secrets as a rule: environments and HTTP headers. */
const secretMaps = new Set(['env', 'headers'])
/** Of the Secret kind, where it answers them at all (Enterprise only answers `status.dataKeys`). */
const secretData = new Set(['data', 'stringData'])
/** Names, without case, `_` and `-`, whose texts are secrets: `clientSecret`, `GITHUB_TOKEN`, `api-key`. */
const secretName =
  /(?:secret|password|passwd|token|apikey|privatekey|accesskey|credentials?|authorization)$/

const isSecretName = (name: string) => secretName.test(name.toLowerCase().replaceAll(/[_-]/g, ''))

/** A URL with a user's password in it, as repositories often have. */
const urlWithPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/i

/**
 * Every secret in a record, a list of records or any other JSON: environments, header values, data of
 * Secrets, and texts under names that say so. References to secrets are names and stay.
 */
export function secretsIn(value: unknown): SecretValue[] {
  const found: SecretValue[] = []
  visit(value, [], false)
  return found

  function visit(at: unknown, path: SecretValue['path'], secret: boolean): void {
    if (typeof at === 'string') {
      if (at !== '' && (secret || urlWithPassword.test(at))) found.push({ path, value: at })
    } else if (Array.isArray(at)) {
      for (const [index, one] of at.entries()) visit(one, [...path, index], secret)
    } else if (isRecord(at)) visitRecord(at, path, secret)
  }

  function visitRecord(at: Record<string, unknown>, path: SecretValue['path'], secret: boolean) {
    const pair = typeof path.at(-1) === 'number' && typeof at['name'] === 'string'
    for (const [key, one] of Object.entries(at)) {
      const within = [...path, key]
      if (key === 'labels') continue
      if (pair && key === 'value') visit(one, within, secret || isSecretName(String(at['name'])))
      else if (pair) visit(one, within, says(key, one))
      else if (key === 'spec' && at['kind'] === 'Secret') visitData(one, within)
      else visit(one, within, secret || secretMaps.has(key) || says(key, one))
    }
  }

  function visitData(spec: unknown, path: SecretValue['path']): void {
    if (!isRecord(spec)) return
    for (const [key, one] of Object.entries(spec))
      visit(one, [...path, key], secretData.has(key) || says(key, one))
  }
}

/** `clientSecret: abc` is one; `clientSecret: { name, key }` points at one. */
const says = (key: string, value: unknown): boolean =>
  typeof value === 'string' && isSecretName(key)

/** `spec.remote.headers[0].value` */
export const pathText = (path: SecretValue['path']): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)

/** A copy with the mask in the place of every secret; the value itself where it has none. */
export function masked<T>(value: T): T {
  const secrets = secretsIn(value)
  if (secrets.length === 0) return value
  const copy = structuredClone(value)
  for (const { path } of secrets) put(copy, path)
  return copy
}

function put(value: unknown, [step, ...rest]: SecretValue['path']): void {
  if (Array.isArray(value) && typeof step === 'number') {
    if (rest.length === 0) value[step] = mask
    else put(value[step], rest)
  } else if (isRecord(value) && typeof step === 'string') {
    if (rest.length === 0) value[step] = mask
    else put(value[step], rest)
  }
}
