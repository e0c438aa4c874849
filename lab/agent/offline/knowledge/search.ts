import type { Step } from '../planner.ts'
import { crd } from './crd.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { tellUseCase } from './tellUseCase.ts'
import { bullets, paragraphs } from './wording.ts'
import { relevance, weightyWords } from './words.ts'

interface Hit {
  citation: string
  product: string
  version: string
  excerpt: string
  /** How many weighty words of the question it has. */
  score: number
}

/** Anything else: full text search; where the best hit is a use case or a kind, it is read in full. */
export const searchAndRead: Recipe = (intent, steps) => {
  const page = stepOf(steps, 'get_use_case')
  if (page) return { say: tellUseCase(page.text) }
  if (stepOf(steps, 'get_crd_schema')) return crd(intent, steps)
  const found = stepOf(steps, 'search')
  const [best] = found ? hitsOf(found, intent.question) : []
  if (!best || failed(steps) || !answers(best, intent.question) || asksForMeaning(intent.question))
    return searched(intent, steps)
  if (best.citation.startsWith('use-cases/'))
    return {
      say: `\`${best.citation}\` speaks of that; I read it.`,
      calls: [{ name: 'get_use_case', args: { file: best.citation } }],
    }
  const kind = wholeKind.exec(best.citation)?.[1]
  if (kind === undefined) return searched(intent, steps)
  return { calls: [{ name: 'get_crd_schema', args: { kind, product: best.product } }] }
}

/** Full text search, and the answer from what it found alone. */
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
  const hits = hitsOf(found, question)
  const [best, ...others] = hits
  if (!best) return { say: noHit(question) }
  if (!answers(best, question))
    return {
      say: paragraphs(
        `The knowledge base returned nothing that answers "${question.slice(0, mostEchoed)}". Nearest to it are:`,
        bullets(hits.map(told)),
      ),
    }
  return {
    say: paragraphs(
      asksForMeaning(question) &&
        'The knowledge base has no page of its own about that. It speaks of it here:',
      told(best),
      others.length > 0 && `It also found:\n\n${bullets(others.map(told))}`,
      `Source: ${best.citation}, ${best.version}.`,
    ),
  }
}

/** How many characters of a question an answer repeats. */
const mostEchoed = 200

/** "What is MCP?": a page that mentions it in passing is no answer to that. */
const asksForMeaning = (question: string): boolean =>
  /^what('s| is| are)\b/i.test(question) && weightyWords(question).length <= 2

const noHit = (question: string): string =>
  `The knowledge base returned nothing that speaks of "${question.slice(0, mostEchoed)}". It covers products, their kinds, versions, interfaces and use cases; ask "Which products do you know?" to see them.`

const told = ({ excerpt, citation, version }: Hit): string =>
  `${excerpt} (\`${citation}\`, ${version})`

/** Whether a hit speaks of at least half of what the question is about. */
const answers = ({ score }: Hit, question: string): boolean =>
  score * 2 >= new Set(weightyWords(question)).size

/**
 * The hits that share weighty words with the question, those with the most first: a search that forgives
 * typing errors finds something for anything.
 */
function hitsOf({ text }: Step, question: string): Hit[] {
  return text
    .split('\n')
    .flatMap((line): Hit[] => {
      const match = /^\d+\. \*\*(.+?)\*\* \(([^,]+), (.+?)\): (.*)$/.exec(line)
      const [, citation, product, version, excerpt = ''] = match ?? []
      if (!citation || !product || !version) return []
      const score = relevance(`${citation} ${product} ${excerpt}`, question)
      return score > 0 ? [{ citation, product, version, excerpt, score }] : []
    })
    .toSorted((a, b) => b.score - a.score || worth(b) - worth(a))
}

/** Of two hits that fit alike, a use case says more than a kind, and a kind more than anything else. */
function worth({ citation }: Hit): number {
  if (citation.startsWith('use-cases/')) return 2
  return wholeKind.test(citation) ? 1 : 0
}

/** How the search cites a kind, as opposed to one of its fields. */
const wholeKind = /^CRD (\w+) \(\S+\)$/
