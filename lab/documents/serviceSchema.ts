import { z } from 'zod'

import { metadata, port } from './metadata.ts'

/** The annotations that shape a selected target, and their older names (agentgateway 75b4e6c, kgateway 2.1). */
const annotations = z.strictObject({
  'agentgateway.dev/mcp-target-name': z.string().optional(),
  'agentgateway.dev/mcp-path': z.string().startsWith('/').optional(),
  'kgateway.dev/mcp-path': z.string().startsWith('/').optional(),
})

/**
 * v1 Service: what a `backendRef` or a selector leads to. `ExternalName` names the host; of any other
 * Service the pods are taken to be on this machine, at `targetPort`, because there is no cluster here.
 */
export const serviceSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadata.extend({ annotations: annotations.optional() }),
  spec: z
    .strictObject({
      type: z.enum(['ClusterIP', 'ExternalName']).default('ClusterIP'),
      externalName: z.string().optional(),
      selector: z.record(z.string(), z.string()).optional(),
      ports: z
        .array(
          z.strictObject({
            name: z.string().optional(),
            protocol: z.literal('TCP').optional(),
            port,
            targetPort: port.optional(),
            appProtocol: z.string().optional(),
          }),
        )
        .min(1),
    })
    .refine(
      ({ type, externalName }) => (type === 'ExternalName') === (externalName !== undefined),
      'externalName goes with type: ExternalName, and with no other',
    ),
})

export type ServiceManifest = z.output<typeof serviceSchema>
