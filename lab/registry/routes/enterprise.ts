import * as z from 'zod'

import { decide, listPending } from '../approvals.ts'
import { awsSetup } from '../awsSetup.ts'
import type { SigningKey } from '../keys.ts'
import { requireAllowed } from '../scope.ts'
import { whoami } from '../whoami.ts'
import type { World } from '../world.ts'
import { chatRoute } from './chat.ts'
import { type Route, route } from './route.ts'
import type { Schemas } from './schemas.ts'

const setupBody = z.object({
  awsAccountId: z
    .string()
    .regex(/^\d{12}$/, { error: 'expected string to match pattern ^\\d{12}$' }),
  roleName: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, { error: 'expected string to match pattern ^[\\w+=,.@-]{1,64}$' })
    .optional(),
})

const approvalBody = z.object({
  action: z.enum(['approve', 'reject']),
  items: z.array(
    z.object({
      kind: z.string(),
      namespace: z.string().optional(),
      name: z.string(),
      tag: z.string().optional(),
    }),
  ),
})

/** What only Enterprise has. */
export const enterpriseRoutes = (world: World, schemas: Schemas, key: SigningKey): Route[] => [
  chatRoute(world),
  route({
    operationId: 'whoami',
    method: 'GET',
    path: '/v0/user/whoami',
    summary: 'Who the caller is, and what its roles grant',
    answer: { schema: schemas.whoami },
    handle: ({ asker }) => whoami(world, asker),
  }),
  route({
    operationId: 'setup-aws-platform',
    method: 'POST',
    path: '/v0/platforms/aws/setup',
    summary: 'Make the CloudFormation template of the role that the registry assumes',
    body: { schema: setupBody },
    answer: {
      schema: z.object({
        externalId: z.string(),
        cloudFormationYaml: z.string(),
        expectedRoleName: z.string(),
        quickCreateUrl: z.string(),
      }),
    },
    handle: ({ body, asker }) => {
      requireAllowed(asker, 'registry:publish', { kind: 'runtime', name: '*' })
      return awsSetup(world.store, body.awsAccountId, body.roleName)
    },
  }),
  route({
    operationId: 'get-token-provider-jwks',
    method: 'GET',
    path: '/v0/token-provider/jwks.json',
    summary: 'Keys that the registry signs with',
    open: true,
    answer: { schema: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }) },
    handle: () => key.published,
  }),
  route({
    operationId: 'list-approvals',
    method: 'GET',
    path: '/v0/approve',
    summary: 'List what waits for an approval',
    documented: false,
    handle: ({ asker }) => listPending(world, asker),
  }),
  route({
    operationId: 'decide-approvals',
    method: 'POST',
    path: '/v0/approve',
    summary: 'Approve or reject',
    documented: false,
    body: { schema: approvalBody },
    handle: ({ body, asker }) => decide(world, asker, body.action, body.items),
  }),
]
