import type { HonoRequest } from 'hono'

import { apply } from './apply.ts'
import { bodyOf } from './bodyOf.ts'
import { coreVersions, groupList, resourceList } from './discovery.ts'
import { remove } from './remove.ts'
import type { Resource } from './resources.ts'
import { serveWorkload } from './serveWorkload.ts'
import { apiVersionOf, type ObjectKey, type Shelf } from './shelf.ts'
import { failure, notAllowed, notFound, StatusError, success } from './status.ts'
import { workloadResources } from './workloads.ts'

/** `/api/v1/…` and `/apis/<group>/<version>/…`, with `namespaces/<ns>` or without. */
const address =
  /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+)\/(?<version>[^/]+))(?:\/namespaces\/(?<namespace>[^/]+)(?=\/))?(?:\/(?<plural>[^/]+))?(?:\/(?<name>[^/]+))?(?:\/(?<sub>[^/]+))?\/?$/

const nothing = () => new Response('404 page not found\n', { status: 404 })

/** Answers a request to one cluster; its path begins after `/clusters/<id>`. @throws StatusError */
export async function serveCluster(request: HonoRequest, shelf: Shelf): Promise<Response> {
  const { resources, id } = shelf.cluster
  const served = [...resources, ...workloadResources]
  const path = request.path.slice(`/clusters/${id}`.length)
  if (path === '/api') return Response.json(coreVersions)
  if (path === '/apis') return Response.json(groupList(served))
  const {
    core,
    group = '',
    version = core,
    namespace,
    plural,
    name,
    sub,
  } = address.exec(path)?.groups ?? {}
  if (version === undefined) return nothing()
  const groupVersion = group === '' ? version : `${group}/${version}`
  if (plural === undefined) {
    const list = resourceList(served, groupVersion)
    return list === undefined ? nothing() : Response.json(list)
  }
  const isIts = (each: Resource) => each.plural === plural && apiVersionOf(each) === groupVersion
  const workload = workloadResources.find(isIts)
  if (workload !== undefined)
    return serveWorkload(request, shelf.cluster, { resource: workload, namespace, name, sub })
  const resource = resources.find(isIts)
  if (resource === undefined || sub !== undefined) return nothing()
  if (name === undefined) return serveList(request, shelf, resource, namespace)
  const space = resource.clusterScoped ? 'default' : namespace
  if (space === undefined) return nothing()
  return serveObject(request, shelf, { resource, namespace: space, name })
}

async function serveList(
  request: HonoRequest,
  { list, objects }: Shelf,
  resource: Resource,
  namespace: string | undefined,
): Promise<Response> {
  if (request.method !== 'GET') throw notAllowed()
  for (const parameter of ['watch', 'labelSelector', 'fieldSelector'])
    if (request.query(parameter) !== undefined)
      throw new StatusError('BadRequest', `${parameter}: lists of this lab are read whole, once`)
  const items = (await list(resource, namespace)).map((source) => objects.show(source))
  return Response.json({
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: { resourceVersion: objects.revision() },
    items,
  })
}

async function serveObject(request: HonoRequest, shelf: Shelf, key: ObjectKey): Promise<Response> {
  const dryRun = request.query('dryRun') !== undefined
  if (request.method === 'GET') {
    const found = await shelf.find(key)
    return found ? Response.json(shelf.objects.show(found)) : failure(notFound(key))
  }
  if (request.method === 'DELETE')
    return success(await remove(shelf, key, await bodyOf(request.raw), dryRun))
  if (request.method !== 'PATCH') throw notAllowed()
  const type = request.header('content-type')?.split(';')[0]?.trim()
  if (type !== 'application/apply-patch+yaml')
    throw new StatusError(
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/apply-patch+yaml',
    )
  const { status, object } = await apply(shelf, key, await bodyOf(request.raw), {
    fieldManager: request.query('fieldManager'),
    force: request.query('force') === 'true',
    dryRun,
  })
  return Response.json(object, { status })
}
