import * as z from 'zod'

import { productId } from '../library/shapes.ts'

/** `product` where a tool speaks of exactly one; the only argument name known from the real server. */
export const oneProduct = productId
  .describe('Which product, by the id that list_products returns')
  .meta({ examples: ['kgateway', 'agentgateway'] })

/** `product` where it narrows a list. */
export const anyProduct = productId
  .optional()
  .describe('Only this product; leave it out for all of them')
  .meta({ examples: ['kgateway'] })

export const limit = (usual: number, most: number) =>
  z.int().min(1).max(most).default(usual).describe(`How many at most, 1 to ${most}`)
