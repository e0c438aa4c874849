import type { Talk } from '../planner.ts'
import { kindsIn, pathIn, productsIn } from './mentions.ts'
import { type Sort, sortOf } from './sort.ts'
import { weightyWords } from './words.ts'

/** What a question is after. */
export interface Intent {
  sort: Sort
  question: string
  /** Ids of products, in the order of the question. */
  products: string[]
  kinds: string[]
  /** Part of a field's path: "rateLimit", "spec.retry.attempts". */
  path?: string
}

/** What a question is about is said at its beginning; the rest of a pasted page is not read. */
const longest = 2000

/**
 * Reads the conversation from its beginning, so that "and its rateLimit field?" knows whose field is meant;
 * a word of thanks in between does not make it forget.
 */
export function intentOf(talks: readonly Talk[]): Intent | undefined {
  let subject: Intent | undefined
  let intent: Intent | undefined
  for (const { question } of talks) {
    intent = understand(question.trim().slice(0, longest), subject)
    if (!isSmall(intent.sort)) subject = intent
  }
  return intent
}

/** What a question is after, given what the one before it was after. */
function understand(question: string, before?: Intent): Intent {
  const mentioned = { products: productsIn(question), kinds: kindsIn(question) }
  const path = pathIn(question, mentioned.kinds.length > 0 || followsUp(question))
  const alone = { question, ...mentioned, ...(path !== undefined && { path }) }
  const sort = sortOf(alone)
  if (!before || isSmall(sort) || mentioned.kinds.length > 0 || !followsUp(question))
    return { ...alone, sort }
  if (mentioned.products.length > 0) return { ...alone, ...sameFor(before, sort, question) }
  const about = { ...alone, products: before.products, kinds: before.kinds }
  const joined = `${before.kinds.join(' ') || before.products.join(' ') || before.question}: ${question}`
  return { ...about, sort: sortOf(about), question: joined }
}

/** "And for agentgateway?" asks the same of another product. */
function sameFor(before: Intent, sort: Sort, question: string) {
  const again: readonly Sort[] = [
    'product',
    'versions',
    'changelog',
    'kinds',
    'useCases',
    'interfaces',
    'howTo',
  ]
  const bare = sort === 'product' || sort === 'search'
  if (!bare) return { sort }
  return again.includes(before.sort)
    ? { sort: before.sort, question: `${before.question} ${question}` }
    : {
        sort: 'search' as const,
        question: `${before.kinds.join(' ') || before.question} ${question}`,
      }
}

const isSmall = (sort: Sort): boolean => sort === 'hello' || sort === 'thanks' || sort === 'help'

/** Begins as a continuation, points back with a pronoun, or is too short to stand alone. */
const followsUp = (question: string): boolean =>
  /^(and|also|so|then|what about|how about)\b/i.test(question) ||
  /\b(it|its|they|them|their)\b/i.test(question) ||
  /\b(that|this|those|these|there|one)\W*$/i.test(question) ||
  (question.split(/\s+/).length <= 4 && weightyWords(question).length <= 2)
