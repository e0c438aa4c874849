import type { TopologyNode } from '#bff'

const kinds: Record<TopologyNode['kind'], string> = {
  listener: 'Listener',
  route: 'Route',
  policy: 'Policy',
  backend: 'Backend',
  target: 'Target',
  tools: 'Tools',
}
/** What a part is, as the vocabulary of gateways has it. */
export const sayKind = (kind: TopologyNode['kind']): string => kinds[kind]
