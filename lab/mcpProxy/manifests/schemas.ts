import { z } from 'zod'

import { metadata, object, port } from '../../documents/metadata.ts'

/** gateway.kgateway.dev/v1alpha1 GatewayParameters: the proxy is not kgateway's to start. */
export const parametersSchema = object(z.strictObject({ selfManaged: z.strictObject({}) }))

export const classSchema = object(
  z.strictObject({
    controllerName: z.literal('kgateway.dev/kgateway'),
    parametersRef: z.strictObject({
      group: z.literal('gateway.kgateway.dev'),
      kind: z.literal('GatewayParameters'),
      name: z.string(),
      namespace: z.string(),
    }),
  }),
)

/** The controller looks for Gateways of a class named `mcp` (sheidkamp/kgateway 972ab089). */
export const gatewaySchema = object(
  z.strictObject({
    gatewayClassName: z.literal('mcp'),
    listeners: z
      .array(
        z.strictObject({
          protocol: z.literal('kgateway.dev/mcp'),
          port,
          name: z.string(),
          allowedRoutes: z
            .strictObject({
              namespaces: z.strictObject({ from: z.enum(['Same', 'All']).default('Same') }),
            })
            .optional(),
        }),
      )
      .length(1, 'this proxy serves exactly one listener'),
  }),
)

export const configMapSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata,
  data: z.record(z.string(), z.string()),
})

/** gateway.kgateway.dev/v1alpha1 MCPAuthPolicy (sheidkamp/kgateway d8456b33). */
export const policySchema = object(
  z.strictObject({
    targetRefs: z
      .array(
        z.strictObject({
          group: z.literal('gateway.networking.k8s.io'),
          kind: z.literal('Gateway'),
          name: z.string(),
        }),
      )
      .min(1),
    rules: z
      .array(
        z.strictObject({
          matches: z
            .array(
              z.strictObject({
                type: z.literal('JWT', 'only tokens are looked at; write type: JWT'),
                jwt: z.strictObject({ claim: z.string(), value: z.string() }),
              }),
            )
            .min(1),
          resource: z.strictObject({ kind: z.literal('tool'), name: z.string() }),
        }),
      )
      .min(1),
  }),
)

const jwks = z.strictObject({
  type: z.literal('local', 'this proxy reads its key from the documents; write type: local'),
  source: z.strictObject({ type: z.enum(['file', 'inline']), data: z.string() }),
})

/** mcp-proxy 0.0.3's own configuration, of the kind that is told targets and rules over xDS. */
export const configSchema = z.strictObject({
  type: z.literal('xds', 'targets and rules come from the documents; write "type": "xds"'),
  xds_address: z.string(),
  metadata: z.strictObject({}),
  alt_xds_hostname: z.string(),
  listener: z.strictObject({
    type: z.literal('sse', 'this proxy listens over HTTP; write "type": "sse"'),
    host: z.string(),
    port,
    authn: z
      .strictObject({
        type: z.literal('jwt'),
        issuer: z.array(z.string()),
        audience: z.array(z.string()),
        jwks,
      })
      .optional(),
  }),
})

/** One elliptic or RSA public key (RFC 7517 §4). */
export const keySchema = z.looseObject({ kty: z.string() })
