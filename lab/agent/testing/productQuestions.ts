import type { Question } from './question.ts'

/** Questions about products, their versions and interfaces. */
export const productQuestions: readonly Question[] = [
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
    ask: 'What does kgateway cost?',
    tools: ['get_product_info'],
    says: ['does not speak of "cost" here', 'turns Gateway API resources'],
  },
]
