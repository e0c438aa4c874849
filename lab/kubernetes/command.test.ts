import { expect, test } from 'vitest'

import { chooseCluster, type Destination } from './chooseCluster.ts'
import { readDocumentsCommand } from './command.ts'
import { agentgatewayResources, mcpProxyResources } from './resources.ts'

test('a file is applied or deleted, at a cluster that may be named', () => {
  expect(readDocumentsCommand(['apply', '-f', 'a.yaml'])).toEqual({ verb: 'apply', file: 'a.yaml' })
  expect(readDocumentsCommand(['delete', '--cluster', 'dynamic', '-f', '-'])).toEqual({
    verb: 'delete',
    file: '-',
    cluster: 'dynamic',
  })
})

test('other arguments are not its own', () => {
  expect(readDocumentsCommand(['run', 'apply'])).toBeUndefined()
  expect(readDocumentsCommand([])).toBeUndefined()
})

test.each([
  [['apply'], 'Say which file'],
  [['apply', '-f'], '-f takes a value: lab apply -f FILE [--cluster ID]'],
  [['delete', '--force', 'yes'], '"--force" is not known here'],
])('%j is refused with the way to write it', (args, sentence) => {
  expect(() => readDocumentsCommand(args)).toThrow(sentence)
})

const clusters: Destination[] = [
  { id: 'solo-kb-demo', namespaces: ['kagent'], resources: [...agentgatewayResources] },
  { id: 'dynamic', namespaces: ['default'], resources: [...agentgatewayResources] },
  { id: 'mcp-proxy', namespaces: ['default'], resources: [...mcpProxyResources] },
]
const document = (apiVersion: string, kind: string, namespace: string) => ({
  apiVersion,
  kind,
  namespace,
  name: 'x',
})

test('a document goes to the only cluster that takes its kind and has its namespace', () => {
  const policy = document('gateway.kgateway.dev/v1alpha1', 'MCPAuthPolicy', 'default')
  expect(chooseCluster(clusters, policy, undefined).id).toBe('mcp-proxy')
  expect(chooseCluster(clusters, document('v1', 'Service', 'kagent'), undefined)).toMatchObject({
    id: 'solo-kb-demo',
    resource: { plural: 'services' },
  })
})

test('a document that could belong to several goes where it is told', () => {
  const service = document('v1', 'Service', 'default')
  expect(chooseCluster(clusters, service, 'mcp-proxy').id).toBe('mcp-proxy')
  expect(() => chooseCluster(clusters, service, undefined)).toThrow(
    'Service default/x could belong to several gateways. Add --cluster with one of dynamic, mcp-proxy.',
  )
})

test('a document that nobody takes is refused', () => {
  expect(() => chooseCluster(clusters, document('v1', 'Pod', 'default'), undefined)).toThrow(
    'No gateway of the lab takes a v1 Pod',
  )
  const map = document('v1', 'ConfigMap', 'default')
  expect(() => chooseCluster(clusters, map, 'dynamic')).toThrow(
    'The cluster "dynamic" takes no ConfigMap. Those that do: mcp-proxy.',
  )
})
