import type { ChatRuntimeConfig } from '../../../config/schema.ts'

/** Where AWS answers for a region (client-bedrock-agentcore 3.1141.0, endpoint rules), or the configured address. */
export const endpointOf = ({
  endpoint,
  region,
}: Extract<ChatRuntimeConfig, { via: 'agentcore' }>): string =>
  endpoint ?? `https://bedrock-agentcore.${region}.amazonaws.com`
