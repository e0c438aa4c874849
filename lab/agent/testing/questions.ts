/** A question, the tools that its answer takes, and what the answer must say. */
export interface Question {
  ask: string
  tools: string[]
  says: (string | RegExp)[]
}

const readUseCase = ['search_use_cases', 'get_use_case']
const searchAndRead = ['search', 'get_use_case']

/** Questions that people ask about the products, each in a conversation of its own. */
export const questions: readonly Question[] = [
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
    ask: 'What is the difference between kgateway and agentgateway?',
    tools: ['get_product_info', 'get_product_info', 'search_use_cases', 'get_use_case'],
    says: ['CNCF', 'Linux Foundation', 'use-cases/traffic/kgateway-or-agentgateway.md'],
  },
  {
    ask: 'What is kgateway?',
    tools: ['get_product_info'],
    says: [
      'turns Gateway API resources',
      'Solo Enterprise for kgateway',
      'Source: product information of `kgateway`',
    ],
  },
  {
    ask: 'What is agentgateway good for?',
    tools: ['get_product_info'],
    says: ['A data plane for agents'],
  },
  {
    ask: 'Tell me about the Gateway API',
    tools: ['get_product_info'],
    says: ['**The Gateway API**'],
  },
  {
    ask: 'Which licence does kagent have?',
    tools: ['get_product_info'],
    says: [/^The licence of kagent is \*\*Apache 2.0\*\*/],
  },
  {
    ask: 'Where is the source code of agentregistry?',
    tools: ['get_product_info'],
    says: ['https://github.com/agentregistry-dev/agentregistry'],
  },
  {
    ask: 'Who is the steward of agentgateway?',
    tools: ['get_product_info'],
    says: ['is **Linux Foundation'],
  },
  {
    ask: 'Which products do you know?',
    tools: ['list_products'],
    says: ['7 products', '**kagent**', '`list_products`'],
  },
  {
    ask: 'Which CRDs does kgateway have?',
    tools: ['get_crd_map'],
    says: ['kgateway has 8 kinds', '**GatewayExtension**'],
  },
  {
    ask: 'List all kinds of Istio',
    tools: ['get_crd_map'],
    says: ['Istio has 14 kinds', '**PeerAuthentication**'],
  },
  {
    ask: 'Which versions of kgateway are known?',
    tools: ['get_versions'],
    says: ['newest release of kgateway known here is **v2.4.3**', 'released 2026-08-20'],
  },
  {
    ask: 'Which enterprise versions of agentgateway are there?',
    tools: ['get_versions'],
    says: ['| agentgateway |', '| enterprise |'],
  },
  {
    ask: 'What changed in agentgateway v1.4?',
    tools: ['get_changelog'],
    says: ['v1.4.1', 'begins with the line event: message'],
  },
  {
    ask: "What's new in kagent?",
    tools: ['get_changelog'],
    says: ['Sessions can be renamed', '`get_changelog`'],
  },
  {
    ask: 'Which ports does agentgateway use?',
    tools: ['get_api_specs'],
    says: ['| 15020 |', 'section Ports', '75b4e6ce'],
  },
  {
    ask: 'Which status code does agentgateway answer when the token has expired?',
    tools: ['get_api_specs'],
    says: ['401 text/plain', 'ExpiredSignature'],
  },
  {
    ask: 'Which headers does kagent use for identity?',
    tools: ['get_api_specs'],
    says: ['`X-User-Id`', 'section Identity'],
  },
  {
    ask: 'Which endpoints has the Kuadrant MCP gateway?',
    tools: ['get_api_specs'],
    says: ['/.well-known/oauth-protected-resource', 'section Endpoints'],
  },
  {
    ask: 'Which Helm charts does kgateway have?',
    tools: ['get_api_specs'],
    says: ['charts/kgateway-crds'],
  },
  {
    ask: 'How do I limit requests with kgateway?',
    tools: readUseCase,
    says: [
      /^Let me look for a use case/,
      'maxTokens: 10',
      'use-cases/traffic/rate-limiting-with-trafficpolicy.md',
      'kgateway 2.4',
    ],
  },
  {
    ask: 'How do I give each group its own MCP tools?',
    tools: readUseCase,
    says: [
      'use-cases/security/per-tool-authorization.md',
      'mcp.tool.name',
      'Solo Enterprise for agentgateway 2.3',
    ],
  },
  {
    ask: 'How can I validate Keycloak tokens at the gateway?',
    tools: readUseCase,
    says: ['use-cases/security/jwt-authentication.md', 'jwtAuthentication'],
  },
  {
    ask: 'How do I run one agent on two runtimes?',
    tools: readUseCase,
    says: ['runtimeRef', 'one-agent-two-runtimes.md'],
  },
  {
    ask: 'How do I put an SSE MCP server behind agentgateway?',
    tools: readUseCase,
    says: ['sse-server-behind-the-gateway.md'],
  },
  {
    ask: 'How do I federate MCP servers with Kuadrant?',
    tools: readUseCase,
    says: ['MCPServerRegistration'],
  },
  {
    ask: 'How do I keep a token budget?',
    tools: readUseCase,
    says: ['token-budget-model-degradation.md'],
  },
  {
    ask: 'How do I find out who called which tool?',
    tools: readUseCase,
    says: ['mcp-calls-in-logs-and-metrics.md'],
  },
  {
    ask: 'Show me an example of a TrafficPolicy',
    tools: readUseCase,
    says: ['kind: TrafficPolicy', '```yaml'],
  },
  {
    ask: 'Which use cases are there about security?',
    tools: ['search_use_cases'],
    says: ['There are 6 use cases'],
  },
  {
    ask: 'Read use-cases/mcp/multiplexing.md',
    tools: ['get_use_case'],
    says: ['Join several MCP servers into one endpoint'],
  },
  {
    ask: 'Read use-cases/mcp/nothing-here.md',
    tools: ['get_use_case'],
    says: ['returned nothing', 'there is no use case'],
  },
  {
    ask: 'What is the difference between stateful and stateless MCP sessions?',
    tools: searchAndRead,
    says: ['sessionRouting', 'stateful-and-stateless-sessions.md'],
  },
  {
    ask: 'How does Istio do mutual TLS?',
    tools: searchAndRead,
    says: ['PeerAuthentication', 'istio.io/api v1.31.1'],
  },
  { ask: 'Who can see what in the agent catalogue?', tools: searchAndRead, says: ['AccessPolicy'] },
  { ask: 'discover MCP servers by labels', tools: searchAndRead, says: ['dynamic-discovery.md'] },
  {
    ask: 'Can a Kafka topic be a backend?',
    tools: ['search'],
    says: ['returned nothing that answers this'],
  },
  {
    ask: 'What is the weather in Paris?',
    tools: ['search'],
    says: ['returned nothing that speaks of'],
  },
  { ask: 'hello', tools: [], says: [/^Hello\./, 'TrafficPolicy'] },
  { ask: 'What can you do?', tools: [], says: ['I call the tools of the knowledge base'] },
  { ask: 'thanks!', tools: [], says: ['You are welcome'] },
]

/** Conversations: each question refers to the one before it. */
export const conversations: readonly (readonly Question[])[] = [
  [
    {
      ask: 'What is a kgateway TrafficPolicy?',
      tools: ['get_crd_schema'],
      says: ['A **TrafficPolicy**'],
    },
    {
      ask: 'and its rateLimit field?',
      tools: ['get_crd_schema'],
      says: [
        '`spec.rateLimit` (object)',
        '`spec.rateLimit.local.tokenBucket.maxTokens`',
        'CRD `TrafficPolicy`',
      ],
    },
    {
      ask: 'which values may type have there?',
      tools: ['get_crd_schema'],
      says: ['Generic, Header, RemoteAddress, Path'],
    },
    {
      ask: 'show me an example',
      tools: readUseCase,
      says: ['rate-limiting-with-trafficpolicy.md'],
    },
    { ask: 'thanks', tools: [], says: ['You are welcome'] },
    { ask: 'and its timeouts?', tools: ['get_crd_schema'], says: ['`spec.timeouts.request`'] },
  ],
  [
    {
      ask: 'Which versions of kgateway are known?',
      tools: ['get_versions'],
      says: ['| kgateway |'],
    },
    { ask: 'and of kagent?', tools: ['get_versions'], says: ['newest release of kagent'] },
    { ask: 'What is it?', tools: ['get_product_info'], says: ['**kagent**'] },
    { ask: 'which licence has it?', tools: ['get_product_info'], says: ['licence of kagent'] },
  ],
]
