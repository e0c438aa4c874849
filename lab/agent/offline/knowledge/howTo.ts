import type { Move, Step } from '../planner.ts'
import type { Intent } from './intent.ts'
import { productsIn } from './mentions.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { searched } from './search.ts'
import { useCaseFile } from './sort.ts'
import { tellUseCase } from './tellUseCase.ts'
import { relevance, weightyWords } from './words.ts'

/** "How do I …?": the use case that fits best, read in full. Where none fits, everything is searched. */
export const howTo: Recipe = (intent, steps) => {
  const page = stepOf(steps, 'get_use_case')
  if (page) return { say: tellUseCase(page.text) }
  const list = stepOf(steps, 'search_use_cases')
  if (!list) return findUseCases(intent)
  const file = bestFile(list, intent)
  return file === undefined ? searched(intent, steps) : read(file)
}

/** A use case that the question names by its file. */
export const useCase: Recipe = ({ question }, steps) => {
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  const page = stepOf(steps, 'get_use_case')
  return page ? { say: tellUseCase(page.text) } : read(useCaseFile.exec(question)?.[0] ?? question)
}

const read = (file: string): Move => ({ calls: [{ name: 'get_use_case', args: { file } }] })

function findUseCases({ question, products }: Intent): Move {
  const [product] = products
  const query = weightyWords(question).join(' ')
  const narrowed = products.length === 1 && product !== undefined
  return {
    say: 'Let me look for a use case about that.',
    calls: [{ name: 'search_use_cases', args: { query, ...(narrowed && { product }), limit: 4 } }],
  }
}

/**
 * The file whose listing shares the most weighty words with the question; among equals the first, which the
 * tool ranks highest. The name of the product alone does not make a use case fit.
 */
function bestFile({ text }: Step, { question }: Intent): string | undefined {
  const listed = text.split('\n').flatMap((line) => {
    const file = /^- \*\*(.+?)\*\*/.exec(line)?.[1]
    return file === undefined ? [] : [{ file, score: relevance(line, question) }]
  })
  const [best] = listed.toSorted((a, b) => b.score - a.score)
  return best && best.score > Math.min(productsIn(question).length, 1) ? best.file : undefined
}
