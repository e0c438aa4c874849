import type { Clock } from '../clock.ts'
import type { RuntimeAdapter } from './adapter.ts'
import { createWorkloadAdapter } from './workload.ts'

/** The account whose roles trust the lab's registry; AWS's own example account. */
const labAccount = '111122223333'

/** Adapters for the two runtime types of the walk-through, with one agent that somebody deployed by hand. */
export const labAdapters = (clock: Clock = Date.now): Record<string, RuntimeAdapter> => ({
  Kagent: createWorkloadAdapter({
    type: 'Kagent',
    unmanaged: [
      {
        runtime: 'kagent-tor1',
        name: 'k8s-troubleshooter',
        image: 'ghcr.io/example/k8s-troubleshooter:0.5.1',
      },
    ],
    clock,
  }),
  BedrockAgentCore: createWorkloadAdapter({ type: 'BedrockAgentCore', account: labAccount, clock }),
})
