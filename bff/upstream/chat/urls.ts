import type { ChatRuntimeConfig } from '../../config/schema.ts'
import { endpointOf } from './agentcore/endpoint.ts'

/** The address that the configuration gives for a runtime; a Kagent runtime's may stand in its record instead. */
export const urlOf = (runtime: ChatRuntimeConfig): string | undefined =>
  runtime.via === 'agentcore'
    ? endpointOf(runtime)
    : runtime.via === 'kagent'
      ? runtime.endpoint
      : undefined
