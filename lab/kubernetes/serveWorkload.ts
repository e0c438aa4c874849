import type { HonoRequest } from 'hono'

import type { Cluster } from './cluster.ts'
import type { Resource } from './resources.ts'
import { apiVersionOf } from './shelf.ts'
import { notAllowed, notFound, StatusError } from './status.ts'
import { selects, workloadsOf } from './workloads.ts'

export interface WorkloadKey {
  resource: Resource
  namespace: string | undefined
  name: string | undefined
  sub: string | undefined
}

/** Reads the gateway's Deployment, its pod and the pod's log. @throws StatusError */
export function serveWorkload(
  request: HonoRequest,
  cluster: Cluster,
  { resource, namespace, name, sub }: WorkloadKey,
): Response {
  if (request.method !== 'GET') throw notAllowed()
  const isThere = namespace === undefined || namespace === cluster.pod.namespace
  const found = workloadsOf(cluster).filter((each) => isThere && each.resource === resource)
  if (name === undefined) {
    const selector = request.query('labelSelector')
    const items = found.filter(({ labels }) => {
      const isSelected = selector === undefined || selects(selector, labels)
      if (isSelected !== undefined) return isSelected
      throw new StatusError('BadRequest', `labelSelector: "${selector}" is not made of equalities`)
    })
    return Response.json({
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: {},
      items: items.map(({ object }) => object),
    })
  }
  const [workload] = found
  if (workload === undefined || name !== cluster.pod.name) throw notFound({ resource, name })
  if (sub === undefined) return Response.json(workload.object)
  if (sub !== 'log' || resource.kind !== 'Pod') throw notFound({ resource, name: `${name}/${sub}` })
  return serveLog(request, cluster.pod.lines())
}

function serveLog(request: HonoRequest, all: string[]): Response {
  if (request.query('follow') === 'true')
    throw new StatusError('BadRequest', 'follow: logs of this lab are read once; ask again')
  const tail = request.query('tailLines')
  if (tail !== undefined && !/^\d+$/.test(tail))
    throw new StatusError('BadRequest', `tailLines is "${tail}"; it takes a whole number`)
  const lines = tail === undefined ? all : all.slice(Math.max(0, all.length - Number(tail)))
  return new Response(lines.map((line) => `${line}\n`).join(''), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
