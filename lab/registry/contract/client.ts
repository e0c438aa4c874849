import type { Target } from './target.ts'

/** An answer with its body read: JSON where it is JSON, otherwise text. */
interface Answer {
  status: number
  headers: Headers
  text: string
  body: unknown
}

interface Sent {
  method?: string
  /** A profile of the demo provider; `admin` unless said otherwise, null for no token at all. */
  as?: string | null
  /** A bearer of the test's own making. */
  bearer?: string
  body?: string
  json?: unknown
  type?: string
  headers?: Record<string, string>
}

export interface Client {
  send: (path: string, sent?: Sent) => Promise<Answer>
  apply: (yaml: string, sent?: Sent & { query?: string }) => Promise<Answer>
  token: (profile: string) => Promise<string>
}

/** Speaks to a registry as its profiles, or with REGISTRY_TOKEN to one that the environment names. */
export function client({ url, own }: Target): Client {
  const fixed = own ? undefined : process.env['REGISTRY_TOKEN']
  const tokens = new Map<string, Promise<string | undefined>>()
  const bearerOf = (profile: string): Promise<string | undefined> => {
    if (fixed && profile === 'admin') return Promise.resolve(fixed)
    const known = tokens.get(profile) ?? mint(url, profile)
    tokens.set(profile, known)
    return known
  }
  const send: Client['send'] = async (path, sent = {}) => {
    const { method = 'GET', as = 'admin', json, type } = sent
    const bearer = sent.bearer ?? (as === null ? undefined : await bearerOf(as))
    const body = json === undefined ? sent.body : JSON.stringify(json)
    const contentType = type ?? (json === undefined ? undefined : 'application/json')
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(contentType && { 'content-type': contentType }),
        ...sent.headers,
      },
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
    const read: unknown = isJson && text ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, text, body: read }
  }
  return {
    send,
    token: async (profile) => {
      const bearer = await bearerOf(profile)
      if (!bearer) throw new Error(`${url} gives no token for ${profile}`)
      return bearer
    },
    apply: (yaml, { query = '', ...sent } = {}) =>
      send(`/v0/apply${query}`, { method: 'POST', type: 'application/yaml', body: yaml, ...sent }),
  }
}

/** The seed's own request, step 1: a form without a secret. A registry without access control has no such provider. */
async function mint(url: string, profile: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/autoauth/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${profile}&scope=openid profile email Groups`,
  })
  const text = await response.text()
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`no token for ${profile}: ${response.status}`)
  const { access_token }: { access_token: string } = JSON.parse(text)
  return access_token
}
