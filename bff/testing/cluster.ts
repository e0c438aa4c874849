import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

import { parse } from 'yaml'

import { serve, textOf } from './serve.ts'

type Json = Record<string, unknown>

interface Stored extends Json {
  metadata: Json
}

/** What somebody would see of a request to it. */
interface Heard {
  method: string
  url: string
  type: string | undefined
  authorization: string | undefined
  body: string
}

const status = (code: number, reason: string, message: string) => ({
  code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code },
})

const changed = status(409, 'Conflict', 'the object has been modified')

/**
 * As much of a Kubernetes API as is asked of one: lists, single documents, server-side apply, deletion
 * with preconditions, a log. Below `/clusters/test`, as behind a proxy. Plurals in `served` are known; those in `forbidden` may not be listed.
 */
export async function startCluster(
  served: string[],
  documents: Record<string, Json> = {},
  forbidden: string[] = [],
) {
  const stored = new Map<string, Stored>()
  const heard: Heard[] = []
  const log: string[] = []
  let version = 0
  /** What somebody else does once, right after a single document was read. */
  const meanwhile: (() => void)[] = []

  const put = (path: string, document: Json, uid: unknown = randomUUID()): Stored => {
    const metadata = document['metadata'] as Json // tests store documents
    const managedFields = [{ manager: 'kubectl' }]
    const written = { uid, resourceVersion: String(++version), managedFields }
    const object = { ...document, metadata: { ...metadata, ...written } }
    stored.set(path, object)
    return object
  }
  for (const [path, document] of Object.entries(documents)) put(path, document)

  async function answer(request: IncomingMessage): Promise<{ code: number; body: unknown }> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://cluster.test')
    const path = pathname.replace('/clusters/test', '')
    const body = await textOf(request)
    const { 'content-type': type, authorization } = request.headers
    heard.push({ method: request.method ?? '', url: request.url ?? '', type, authorization, body })
    if (forbidden.some((plural) => path.endsWith(`/${plural}`)))
      return status(403, 'Forbidden', `User "parallax" cannot list ${path}`)
    if (path.endsWith('/log')) return { code: 200, body: log.join('\n') }
    const plural = path.split('/').findLast((part) => served.includes(part))
    if (plural === undefined) return status(404, 'NotFound', '404 page not found')
    if (path.endsWith(`/${plural}`)) {
      const items = [...stored].filter(([key]) => key.includes(`/${plural}/`))
      return { code: 200, body: { kind: 'List', items: items.map(([, object]) => object) } }
    }
    const found = stored.get(path)
    if (request.method === 'PATCH') {
      const wanted = parse(body) as Stored // tests apply documents
      const { resourceVersion } = wanted.metadata
      if (resourceVersion !== undefined && resourceVersion !== found?.metadata['resourceVersion'])
        return changed
      if (body.includes('refuse me'))
        return status(422, 'Invalid', 'spec.backend: policy.yaml:3:5: refuse me')
      if (searchParams.get('dryRun') === 'All')
        return { code: 200, body: { ...wanted, metadata: { ...wanted.metadata } } }
      return { code: found ? 200 : 201, body: put(path, wanted, found?.metadata['uid']) }
    }
    if (found === undefined) return status(404, 'NotFound', `"${path}" not found`)
    if (request.method === 'DELETE') {
      const { preconditions } = JSON.parse(body) as { preconditions?: Json } // meta/v1 DeleteOptions
      const { resourceVersion = found.metadata['resourceVersion'] } = preconditions ?? {}
      if (resourceVersion !== found.metadata['resourceVersion']) return changed
      stored.delete(path)
    } else meanwhile.shift()?.()
    return { code: 200, body: found }
  }

  const { origin } = await serve((request, response) => {
    void answer(request).then(({ code, body }) =>
      response.writeHead(code).end(typeof body === 'string' ? body : JSON.stringify(body)),
    )
  })
  return { url: `${origin}/clusters/test`, heard, stored, put, log, meanwhile }
}
