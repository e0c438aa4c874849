import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'

import { headerOf } from '../documents/source.ts'
import { isFromThisMachine } from '../http/thisMachine.ts'
import type { LabService } from '../service.ts'
import type { Cluster } from './cluster.ts'
import { serveCluster } from './serveCluster.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { failure, StatusError } from './status.ts'

export interface KubernetesOptions {
  clusters: readonly Cluster[]
  clock?: () => number
}

/**
 * The Kubernetes API of the gateways' documents: each cluster at `/clusters/<id>`, as an API server would
 * have it at its root, without a token, as behind `kubectl proxy`. `GET /clusters` says which there are.
 */
export function createKubernetes({ clusters, clock = Date.now }: KubernetesOptions): LabService {
  const shelves = new Map(clusters.map((cluster) => [cluster.id, openShelf(cluster, clock)]))
  const app = new Hono()
  app.use(async (c, next) => {
    if (isFromThisMachine(c.req.raw.headers)) return next()
    return failure(
      new StatusError('Forbidden', 'this API answers programs of this machine, not web pages'),
    )
  })
  app.get('/clusters', async (c) =>
    c.json({ clusters: await Promise.all([...shelves.values()].map(introduce)) }),
  )
  const serve = async (c: Context): Promise<Response> => {
    const shelf = shelves.get(c.req.param('id') ?? '')
    if (shelf === undefined)
      return c.text(`404: there are the clusters ${[...shelves.keys()].join(', ')}\n`, 404)
    return serveCluster(c.req, shelf)
  }
  app.all('/clusters/:id', serve)
  app.all('/clusters/:id/*', serve)
  app.onError((error) => {
    if (error instanceof StatusError) return failure(error)
    throw error
  })
  // The process has other services; their Request and Response stay as Node made them.
  return { handler: getRequestListener(app.fetch, { overrideGlobalObjects: false }) }
}

/** For whoever has a document and asks where it belongs. */
async function introduce({ cluster, documents }: Shelf): Promise<object> {
  const { documents: all } = await documents()
  return {
    id: cluster.id,
    namespaces: [...new Set(all().map((source) => headerOf(source).namespace))],
    resources: cluster.resources,
  }
}
