import { createGateway } from '../gateway/gateway.ts'
import { listen } from '../gateway/testing/listen.ts'
import { dynamic } from '../gateway/testing/manifests.ts'
import { createKubernetes } from './kubernetes.ts'
import { agentgatewayResources } from './resources.ts'

/** What is looked at of an answer: an object, a list or a Status. */
export interface Answer {
  kind: string
  metadata: Record<string, unknown>
  items?: Answer[]
  message?: string
  reason?: string
  code?: number
}

export interface RunningKubernetes {
  origin: string
  /** What the pod has written. */
  lines: string[]
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Applies a Service of the namespace `default`. */
  apply(name: string, body: string, query?: string): Promise<Response>
  /** The Services that the gateway has. */
  services(): string[]
  close(): Promise<void>
}

/** Where the Services are. */
export const servicesPath = '/api/v1/namespaces/default/services'

/** One cluster, `dynamic`, with the lab's own documents and a clock that stands. */
export async function startKubernetes(): Promise<RunningKubernetes> {
  const lines: string[] = []
  const gateway = await createGateway({ manifests: dynamic, variables: {}, log: () => undefined })
  const kubernetes = createKubernetes({
    clock: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    clusters: [
      {
        id: 'dynamic',
        documents: () => Promise.resolve(gateway),
        resources: agentgatewayResources,
        pod: { namespace: 'default', name: 'agentgateway', lines: () => lines },
      },
    ],
  })
  const { origin, close } = await listen(kubernetes.handler)
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}/clusters/dynamic${path}`, init)
  return {
    origin,
    lines,
    ask,
    apply: (name, body, query = '?fieldManager=parallax') =>
      ask(`${servicesPath}/${name}${query}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body,
      }),
    services: () =>
      gateway
        .documents()
        .map(({ value }) => value as { kind: string; metadata: { name: string } }) // the gateway has checked them
        .filter(({ kind }) => kind === 'Service')
        .map(({ metadata }) => metadata.name),
    close: async () => {
      await close()
      await gateway.data.close?.()
    },
  }
}

export const json = async (response: Response): Promise<[number, Answer]> => [
  response.status,
  (await response.json()) as Answer, // every answer that is read with this is an object
]

/** A Service that the gateway's selector takes. */
export const service = (name: string, port = 80): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels: {app: mcp-server-everything}
spec:
  ports: [{port: ${port}, appProtocol: agentgateway.dev/mcp}]
`
