import * as z from 'zod'

import type { World } from '../world.ts'
import { type Route, route } from './route.ts'

/**
 * The last Enterprise that takes the seed's Kagent runtime as it is (2026.7.1 asks for `auth.oidc`), and
 * the open source after the Kagent adapter was built in.
 */
const versions = {
  enterprise: { version: 'v2026.6.2', git_commit: 'lab', build_time: '2026-07-10T00:00:00Z' },
  oss: { version: 'v0.4.1-dev', git_commit: 'lab', build_time: '2026-09-17T00:00:00Z' },
} as const

export const versionOf = ({ edition }: Pick<World, 'edition'>) => versions[edition]

/** What is answered to everybody: whether the registry is there, and which one it is. */
export const metaRoutes = (world: World): Route[] => [
  route({
    operationId: 'get-health',
    method: 'GET',
    path: '/v0/health',
    summary: 'Health check',
    open: true,
    answer: {
      schema: z.object({
        status: z.string(),
        platform_mode: z.enum(['docker', 'kubernetes']).optional(),
      }),
    },
    handle: () => ({
      status: 'ok',
      ...(world.edition === 'enterprise' && { platform_mode: 'kubernetes' }),
    }),
  }),
  route({
    operationId: 'ping',
    method: 'GET',
    path: '/v0/ping',
    summary: 'Ping',
    open: true,
    answer: { schema: z.object({ pong: z.boolean() }) },
    handle: () => ({ pong: true }),
  }),
  route({
    operationId: 'get-version',
    method: 'GET',
    path: '/v0/version',
    summary: 'Version of the server',
    open: true,
    answer: {
      schema: z.object({
        version: z.string(),
        git_commit: z.string(),
        build_time: z.string(),
      }),
    },
    handle: () => versionOf(world),
  }),
]
