import type { Hosted } from '../hosted.ts'

/**
 * What generation B says of an agent, for both dialects at once. The address is the one that the
 * controller was told (`--a2a-base-url`), which behind a port-forward is not where it was reached.
 */
export function agentCard({ manifest }: Hosted, baseUrl: string) {
  const { name, namespace } = manifest.metadata
  const url = `${baseUrl}/api/a2a/${namespace}/${name}/`
  const speaks = (protocolVersion: string) => ({ url, protocolBinding: 'JSONRPC', protocolVersion })
  return {
    name: name.replaceAll('-', '_'),
    description: manifest.spec.description,
    version: '',
    protocolVersion: '0.3.0',
    preferredTransport: 'JSONRPC',
    url,
    additionalInterfaces: [{ url, transport: 'JSONRPC' }],
    supportedInterfaces: [speaks('0.3'), speaks('1.0')],
    capabilities: { streaming: true, pushNotifications: false },
    defaultInputModes: ['text'],
    defaultOutputModes: ['text'],
    skills: [],
  }
}
