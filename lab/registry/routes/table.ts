import type { DemoProvider } from '../autoauth.ts'
import type { World } from '../world.ts'
import { applyRoutes } from './apply.ts'
import { autoauthRoutes } from './autoauth.ts'
import { collectionRoutes } from './collections.ts'
import { enterpriseRoutes } from './enterprise.ts'
import { logsRoute } from './logs.ts'
import { metaRoutes } from './meta.ts'
import type { Route } from './route.ts'
import type { Schemas } from './schemas.ts'

/** Every route of one registry. Earlier ones win, so that literal segments come before parameters. */
export const routeTable = (world: World, schemas: Schemas, demo: DemoProvider): Route[] => [
  ...metaRoutes(world),
  ...applyRoutes(world, schemas),
  ...(world.edition === 'enterprise'
    ? [...enterpriseRoutes(world, schemas, demo.key), ...autoauthRoutes(demo)]
    : []),
  logsRoute(world, schemas),
  ...[...world.kinds.values()].flatMap((kind) => collectionRoutes(world, kind, schemas)),
]
