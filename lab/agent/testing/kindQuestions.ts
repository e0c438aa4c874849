import type { Question } from './question.ts'

/** Questions about kinds and their fields. */
export const kindQuestions: readonly Question[] = [
  {
    ask: 'What is a kgateway TrafficPolicy?',
    tools: ['get_crd_schema'],
    says: [
      /^A \*\*TrafficPolicy\*\* is a policy for the traffic of a Gateway/,
      '| `spec.targetRefs` |',
      '| `spec.rateLimit` |',
      '| `spec.transformation` |',
      'Source: CRD `TrafficPolicy` (`gateway.kgateway.dev/v1alpha1`), kgateway 2.4.',
    ],
  },
  {
    ask: 'What is an AgentgatewayBackend?',
    tools: ['get_crd_schema'],
    says: [
      'An **AgentgatewayBackend** is a destination behind agentgateway',
      '`spec.mcp`',
      'agentgateway.dev/v1alpha1',
    ],
  },
  {
    ask: 'Explain the EnterpriseAgentgatewayPolicy',
    tools: ['get_crd_schema'],
    says: ['its CRD is not public', 'Solo Enterprise for agentgateway 2.3'],
  },
  {
    ask: 'What is an http route?',
    tools: ['get_crd_schema'],
    says: ['**HTTPRoute**', '`spec.parentRefs`', 'gateway.networking.k8s.io/v1'],
  },
  {
    ask: 'What is a VirtualService for?',
    tools: ['get_crd_schema'],
    says: ['**VirtualService**', '`spec.hosts`', 'istio.io/api v1.31.1'],
  },
  {
    ask: 'Explain the Agent kind of kagent',
    tools: ['get_crd_schema'],
    says: ['An **Agent** is an agent that kagent runs', 'kagent.dev/v1alpha2'],
  },
  {
    ask: 'What is a Runtime in agentregistry?',
    tools: ['get_crd_schema'],
    says: ['A **Runtime** is a place where agents can run', 'ar.dev/v1alpha1'],
  },
  {
    ask: 'What is a Gateway?',
    tools: ['get_crd_schema'],
    says: [
      'name of 3 kinds',
      'networking.istio.io/v1',
      'ar.dev/v1alpha1',
      'gateway.networking.k8s.io/v1',
    ],
  },
  {
    ask: 'What is a TraficPolicy?',
    tools: ['get_crd_schema', 'get_crd_schema'],
    says: ['knows no kind "TraficPolicy"', 'A **TrafficPolicy** is a policy'],
  },
  {
    ask: 'What is a RoutePolicy?',
    tools: ['get_crd_schema'],
    says: ['returned nothing', 'no CRD "RoutePolicy" is known here'],
  },
  {
    ask: 'What does spec.retry.attempts do in a TrafficPolicy?',
    tools: ['get_crd_schema'],
    says: ['`spec.retry.attempts` (integer)', 'default 1', 'CRD `TrafficPolicy`'],
  },
  {
    ask: "What is a TrafficPolicy's targetRefs?",
    tools: ['get_crd_schema'],
    says: ['`spec.targetRefs` (array)', '```yaml', 'sectionName: <string>'],
  },
  {
    ask: 'Which fields of BackendConfigPolicy are about timeouts?',
    tools: ['get_crd_schema', 'get_crd_schema'],
    says: ['no field with `timeouts` in its path', '`spec.connectTimeout`'],
  },
  {
    ask: 'What does the field purple of TrafficPolicy do?',
    tools: ['get_crd_schema', 'get_crd_schema'],
    says: ['no field with `purple` in its path', 'CRD `TrafficPolicy`'],
  },
  {
    ask: 'What is the difference between TrafficPolicy and AgentgatewayPolicy?',
    tools: ['get_crd_schema', 'get_crd_schema'],
    says: [
      'side by side',
      '`gateway.kgateway.dev/v1alpha1`',
      '`agentgateway.dev/v1alpha1`',
      '`spec.targetRefs`',
    ],
  },
  {
    ask: 'Which fields of a TrafficPolicy are required?',
    tools: ['get_crd_schema'],
    says: ['`spec.rateLimit.local.tokenBucket.maxTokens`', 'must have these'],
  },
  {
    ask: 'Can a TrafficPolicy target a service in another namespace?',
    tools: ['search'],
    says: ['kgateway 2.4'],
  },
]
