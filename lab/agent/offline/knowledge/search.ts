import type { Step } from '../planner.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { bullets, paragraphs } from './wording.ts'
import { relevance, weightyWords } from './words.ts'

interface Hit {
  citation: string
  product: string
  version: string
  excerpt: string
}

/** Anything else: full text search, and the answer from what was found. */
export const searched: Recipe = ({ question, products }, steps) => {
  const [product] = products
  const found = stepOf(steps, 'search')
  if (!found) {
    const missing = failed(steps.filter(({ name }) => name === 'search'))
    if (missing) return { say: nothing(missing) }
    const query = weightyWords(question).join(' ') || question
    const narrowed = products.length === 1 && product !== undefined
    return {
      say: 'Let me search the knowledge base for that.',
      calls: [{ name: 'search', args: { query, ...(narrowed && { product }), limit: 6 } }],
    }
  }
  const hits = fitting(found, question)
  if (hits.length === 0)
    return {
      say: `The knowledge base returned nothing that speaks of "${question}". It covers products, their kinds, versions, interfaces and use cases; ask "which products do you know?" to see them.`,
    }
  const [best] = hits
  return {
    say: paragraphs(
      best && `${best.excerpt} (${cite(best)})`,
      hits.length > 1 && 'It also found:',
      bullets(hits.slice(1).map((hit) => `${hit.excerpt} (${cite(hit)})`)),
      best && `Source: ${best.citation}, ${best.version}.`,
    ),
  }
}

/** The hits that share a weighty word with the question: a search that forgives typing errors finds something always. */
function fitting({ text }: Step, question: string): Hit[] {
  const hits = text.split('\n').flatMap((line): Hit[] => {
    const match = /^\d+\. \*\*(.+?)\*\* \(([^,]+), (.+?)\): (.*)$/.exec(line)
    const [, citation, product, version, excerpt] = match ?? []
    return citation && product && version
      ? [{ citation, product, version, excerpt: excerpt ?? '' }]
      : []
  })
  return hits.filter(
    (hit) => relevance(`${hit.citation} ${hit.product} ${hit.excerpt}`, question) > 0,
  )
}

const cite = ({ citation, version }: Hit): string => `\`${citation}\`, ${version}`
