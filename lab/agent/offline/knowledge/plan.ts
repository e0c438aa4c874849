import type { Call, Move, Planner } from '../planner.ts'
import { type Intent, intentOf } from './intent.ts'
import { recipes } from './recipes.ts'
import { searched } from './search.ts'

/**
 * Decides for questions about the products: which tools of the knowledge base to call, and the answer from
 * what they returned. Where the tool server offers only some of the tools (a gateway may hide the others),
 * it searches instead.
 */
export const planKnowledge: Planner = (talks, tools) => {
  const intent = intentOf(talks)
  if (!intent) return { say: 'What would you like to know?' }
  const steps = talks.at(-1)?.steps ?? []
  const wanted = recipes[intent.sort](intent, steps)
  if (offered(wanted, tools)) return wanted
  const instead = searched(
    intent,
    steps.filter(({ name }) => name === 'search'),
  )
  return offered(instead, tools) ? instead : { say: noTools(intent, wanted.calls ?? [], tools) }
}

const offered = ({ calls = [] }: Move, tools: readonly string[]): boolean =>
  calls.every(({ name }) => tools.includes(name))

function noTools({ question }: Intent, calls: readonly Call[], tools: readonly string[]): string {
  const needed = [...new Set(calls.map(({ name }) => `\`${name}\``))].join(' and ')
  const there =
    tools.length > 0 ? `only ${tools.map((name) => `\`${name}\``).join(', ')}` : 'none at all'
  return `I cannot look up "${question}": for that I need the tool ${needed} or \`search\`, and the tool server offers me ${there}.`
}
