import type { ServerResponse } from 'node:http'

import { parseAllDocuments } from 'yaml'

import type { RegistryObject } from '../contract.ts'
import { type Served, serve, textOf } from './serve.ts'

export interface RegistryDouble extends Served {
  /** What it has, by plural; a test changes it as a controller would. */
  records: Record<string, RegistryObject[]>
  /** Bodies that arrived by POST and PUT, in order. */
  bodies: string[]
  /** Tokens that are taken; all while it is undefined. */
  tokens: Set<string> | undefined
  /** Answered instead of whatever is asked for under a path that begins so. */
  faults: Record<string, { status: number; type: string; body: string }>
}

/** The largest page, so that cursors are followed. */
const pageSize = 2

/** A record with the fields that matter to a test. */
export const recordOf = (
  kind: string,
  name: string,
  spec: Record<string, unknown> = {},
  rest: Partial<RegistryObject['metadata']> & { status?: Record<string, unknown> } = {},
): RegistryObject => {
  const { status, ...metadata } = rest
  const at = '2026-11-20T11:00:00Z'
  return {
    apiVersion: 'ar.dev/v1alpha1',
    kind,
    metadata: { name, uid: `uid-of-${name}`, createdAt: at, updatedAt: at, ...metadata },
    spec,
    ...(status === undefined ? {} : { status }),
  }
}

/** The open-source registry's lists, records and writes, as far as a client can tell (84f7a5e9). */
export async function startRegistry(
  records: Record<string, RegistryObject[]> = {},
): Promise<RegistryDouble> {
  const served = await serve((request, response) => {
    void textOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://registry')
      if (body !== '') state.bodies.push(body)
      const [path] = Object.keys(state.faults).filter((start) => url.pathname.startsWith(start))
      const fault = state.faults[path ?? '']
      const token = (request.headers.authorization ?? '').replace('Bearer ', '')
      if (fault)
        return response.writeHead(fault.status, { 'content-type': fault.type }).end(fault.body)
      if (state.tokens && !state.tokens.has(token) && !/(version|health)$/.test(url.pathname))
        return response.writeHead(401, { 'content-type': 'text/plain' }).end('Unauthorized')
      return answer(response, request.method ?? '', url, body)
    })
  })
  const state: RegistryDouble = {
    ...served,
    records,
    bodies: [],
    tokens: undefined,
    faults: {},
  }
  return state

  function answer(response: ServerResponse, method: string, url: URL, body: string): void {
    const [, , kind = '', name, tag] = url.pathname.split('/').map(decodeURIComponent)
    if (kind === 'version') return json(response, { version: 'v0.4.0' })
    if (kind === 'health') return json(response, { status: 'ok' })
    if (kind === 'apply') return apply(response, url, body)
    const all = state.records[kind]
    if (all === undefined)
      return problem(response, 404, 'Endpoint not found. See /docs for the API documentation.')
    if (name === undefined) return page(response, all, url)
    if (tag === 'logs')
      return json(response, { lines: [{ timestamp: 't', stream: 'stdout', line: 'started' }] })
    const index = all.findIndex(
      ({ metadata }) => metadata.name === name && (metadata.tag ?? 'latest') === (tag ?? 'latest'),
    )
    const found = all[index]
    if (found === undefined) return problem(response, 404, `${kind} "default"/"${name}" not found`)
    if (method === 'DELETE') {
      all.splice(index, 1)
      response.writeHead(204).end()
    } else if (method === 'PUT') {
      const written = { ...found, ...(JSON.parse(body) as RegistryObject) } // what the code under test sent
      all[index] = written
      json(response, written)
    } else json(response, found)
  }

  function apply(response: ServerResponse, url: URL, body: string): void {
    const dryRun = url.searchParams.get('dryRun') === 'true'
    const results = parseAllDocuments(body).flatMap((document) => {
      const object = document.toJS() as RegistryObject | null // the client has checked kind and name
      if (object === null) return []
      const all = (state.records[`${object.kind.toLowerCase()}s`] ??= [])
      if (!dryRun) all.push(object)
      const { name } = object.metadata
      return [{ kind: object.kind, name, status: dryRun ? 'dry-run' : 'created' }]
    })
    json(response, { results })
  }
}

function page(response: ServerResponse, all: RegistryObject[], url: URL): void {
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const to = from + pageSize
  const next = to < all.length ? { nextCursor: String(to) } : {}
  json(response, { items: all.slice(from, to), ...next })
}

const json = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

const problem = (response: ServerResponse, status: number, detail: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ title: 'Problem', status, detail }))
}
