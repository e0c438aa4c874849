import { once } from 'node:events'
import { type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { onTestFinished } from 'vitest'

import { type Idp, type IdpOptions, createIdp } from '../idp.ts'

/** A server on a free port of 127.0.0.1 for the length of a test, and its origin. */
export async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return `http://127.0.0.1:${port}`
}

export interface RunningIdp extends Idp {
  issuer: string
  /** The realm's protocol endpoints: `endpoint('token')`. */
  endpoint(name: string): string
  /** Posts a form to the token endpoint, as curl does. */
  token(form: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  /** Posts a form to any endpoint as client `kagent`. */
  asKagent(endpoint: string, form: Record<string, string>): Promise<Answer>
}

export interface Answer {
  status: number
  body: Record<string, unknown>
}

export const kagent = {
  authorization: `Basic ${Buffer.from('kagent:kagent-secret').toString('base64')}`,
}

/** The identity provider over real HTTP, gone when the test is. */
export async function startIdp(options: Partial<IdpOptions> = {}): Promise<RunningIdp> {
  const serving: { idp?: Idp } = {}
  const origin = await listen((request, response) => serving.idp?.handler(request, response))
  const idp = await createIdp({
    origin,
    consoleOrigin: 'http://localhost:8787',
    dataFile: ':memory:',
    ...options,
  })
  serving.idp = idp
  onTestFinished(() => idp.close?.())
  const issuer = `${options.origin ?? origin}/realms/solo`
  const endpoint = (name: string): string => `${origin}/realms/solo/protocol/openid-connect/${name}`
  const post = async (
    name: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const body = new URLSearchParams(form)
    const response = await fetch(endpoint(name), { method: 'POST', body, headers })
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
  }
  return {
    ...idp,
    issuer,
    endpoint,
    token: (form, headers) => post('token', form, headers),
    asKagent: (name, form) => post(name, form, kagent),
  }
}

/** A password grant of the public client, as in the seed's curl lines; its answer's members as strings. */
export async function passwordGrant(
  idp: RunningIdp,
  name: string,
  scope = 'openid',
): Promise<{ access_token: string; refresh_token: string; id_token: string }> {
  const form = { grant_type: 'password', client_id: 'kagent-cli', username: name, password: name }
  const { body } = await idp.token({ ...form, scope })
  return {
    access_token: String(body['access_token']),
    refresh_token: String(body['refresh_token']),
    id_token: String(body['id_token']),
  }
}

/** A JSON document of the realm, its members unknown. */
export async function getJson(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url)
  const body: Record<string, unknown> = JSON.parse(await response.text())
  return body
}
