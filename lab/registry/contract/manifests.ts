/** The seed's manifests of steps 3, 6 and 7, as a presenter applies them, with this test's own names. */

export const unique = (): string => `contract-${Math.random().toString(36).slice(2, 9)}`

export const kagentRuntime = (name: string): string => `apiVersion: ar.dev/v1alpha1
kind: Runtime
metadata:
  name: ${name}
spec:
  type: Kagent
  config:
    kagentUrl: http://kagent-controller.kagent:8083
    namespace: kagent
`

export const agentCoreRuntime = (name: string): string => `apiVersion: ar.dev/v1alpha1
kind: Runtime
metadata:
  name: ${name}
spec:
  type: BedrockAgentCore
  config:
    roleArn: arn:aws:iam::111122223333:role/AgentRegistryAccess
    externalId: 9d7c
    region: us-east-1
`

export const agent = (name: string, tag?: string): string => `apiVersion: ar.dev/v1alpha1
kind: Agent
metadata:
  name: ${name}
${tag ? `  tag: ${tag}\n` : ''}spec:
  description: Answers questions about Solo.io products by calling the Solo Knowledge Base via MCP.
  modelProvider: bedrock
  modelName: us.anthropic.claude-haiku-4-5-20251001-v1:0
  source:
    image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/solofieldassistant:0.2.2
    repository:
      url: https://github.com/example/solo-labs.git
      branch: main
      subfolder: kagent-agentcore-solo-kb/agent
`

export const deployment = (name: string, target: string, runtime: string, tag?: string): string =>
  `apiVersion: ar.dev/v1alpha1
kind: Deployment
metadata:
  name: ${name}
spec:
  targetRef:
    kind: Agent
    name: ${target}
${tag ? `    tag: ${tag}\n` : ''}  runtimeRef:
    kind: Runtime
    name: ${runtime}
  env:
    SOLO_KB_MCP_URL: "https://knowledge-base.soloio-field.com/mcp"
    AWS_REGION: us-east-1
`

export const documents = (...all: string[]): string => all.join('---\n')
