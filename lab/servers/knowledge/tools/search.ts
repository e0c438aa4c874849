import * as z from 'zod'

import { hitKinds } from '../library/entries.ts'
import type { SearchIndex } from '../library/searchIndex.ts'
import { anyProduct, limit } from './arguments.ts'
import { type Tool, defineTool } from './tool.ts'

const hitRow = z.object({
  citation: z.string(),
  kind: z.string(),
  product: z.string(),
  version: z.string(),
  excerpt: z.string(),
  score: z.number(),
})

export function search(index: SearchIndex): Tool {
  return defineTool({
    name: 'search',
    title: 'Search everything',
    description:
      'Full text search over products, versions, interfaces, CRD kinds, their fields and the use cases. Forgives typing errors. Each hit names the file or CRD kind, the product and the version, so that an answer can cite it.',
    input: z.strictObject({
      query: z
        .string()
        .trim()
        .min(1)
        .describe('Words or a question')
        .meta({ examples: ['TrafficPolicy rateLimit', 'stateless MCP session'] }),
      product: anyProduct,
      kind: z
        .enum(['all', ...hitKinds])
        .default('all')
        .describe('Which sort of thing to look for'),
      limit: limit(8, 50),
    }),
    output: z.object({ query: z.string(), hits: z.array(hitRow) }),
    answer: ({ query, product, kind, limit: most }) => {
      const hits = index
        .search(query, { product, kind: kind === 'all' ? undefined : kind, limit: most })
        .map(({ citation, kind: sort, product: owner, version, excerpt, score }) => ({
          citation,
          kind: sort,
          product: owner,
          version,
          excerpt,
          score: Math.round(score * 100) / 100,
        }))
      const lines = hits.map(
        (hit, at) =>
          `${at + 1}. **${hit.citation}** (${hit.product}, ${hit.version}): ${hit.excerpt}`,
      )
      const text = hits.length > 0 ? lines.join('\n') : `Nothing was found for "${query}".`
      return { text, data: { query, hits } }
    },
  })
}
