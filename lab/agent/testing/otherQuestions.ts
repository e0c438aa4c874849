import type { Question } from './question.ts'

const readUseCase = ['search_use_cases', 'get_use_case']
const searchAndRead = ['search', 'get_use_case']

/** How to do something, anything else, and small talk. */
export const otherQuestions: readonly Question[] = [
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
    says: ['returned nothing that answers "Can a Kafka topic be a backend?"'],
  },
  {
    ask: 'What is the weather in Paris?',
    tools: ['search'],
    says: ['returned nothing that speaks of'],
  },
  { ask: 'hello', tools: [], says: [/^Hello\./, 'TrafficPolicy'] },
  { ask: 'What can you do?', tools: [], says: ['I call the tools of the knowledge base'] },
  { ask: 'thanks!', tools: [], says: ['You are welcome'] },
  {
    ask: 'echo <img src=x onerror=alert(1)>',
    tools: ['search'],
    says: ['"echo <img src=x onerror=alert(1)>"'],
  },
  { ask: 'What is MCP?', tools: ['search'], says: ['has no page of its own about that'] },
]
