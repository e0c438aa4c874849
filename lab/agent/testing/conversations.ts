import type { Question } from './question.ts'

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
      tools: ['search_use_cases', 'get_use_case'],
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
  [
    {
      ask: 'How do I limit requests with kgateway?',
      tools: ['search_use_cases', 'get_use_case'],
      says: ['kgateway 2.4'],
    },
    {
      ask: 'and with agentgateway?',
      tools: ['search_use_cases', 'get_use_case'],
      says: ['token-budget-model-degradation.md'],
    },
    { ask: 'Is there a use case about A2A?', tools: ['search', 'get_use_case'], says: ['a2a/'] },
    { ask: 'What is a TrafficPolicy?', tools: ['get_crd_schema'], says: ['A **TrafficPolicy**'] },
    { ask: 'weather in Paris', tools: ['search'], says: ['returned nothing'] },
  ],
]
