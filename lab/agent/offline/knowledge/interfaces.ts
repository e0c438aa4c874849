import { sectionsOf } from '../markdown.ts'
import { nameOf } from './names.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { bullets, paragraphs } from './wording.ts'
import { relevance } from './words.ts'

/** "Which ports does agentgateway use?": the sections of its interface page that speak of the question. */
export const interfaces: Recipe = ({ question, products }, steps) => {
  const [id = ''] = products
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  const page = stepOf(steps, 'get_api_specs')
  if (!page) return { calls: [{ name: 'get_api_specs', args: { product: id } }] }
  const [above, ...sections] = sectionsOf(page.text)
  const asked = question.replaceAll(new RegExp(id, 'gi'), '')
  const scored = sections
    .map((section) => ({
      ...section,
      // A heading that names what was asked for weighs more than a mention in passing.
      score: relevance(section.heading, asked) * 4 + relevance(section.text, asked),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const [best, second] = scored
  const shown =
    best && second && second.score * 2 > best.score ? [best, second] : scored.slice(0, 1)
  const readAt = above?.text.split('\n\n')[1]
  return {
    say: paragraphs(
      best
        ? `From the interfaces of ${nameOf(id)}:`
        : `The interfaces of ${nameOf(id)} that the knowledge base knows do not speak of that. It has these sections:`,
      ...shown.map(({ heading, text }) => `### ${heading}\n\n${text}`),
      !best && bullets(sections.map(({ heading }) => heading)),
      `Source: API specification of \`${id}\`${best ? `, section ${shown.map(({ heading }) => heading).join(' and ')}` : ''}.${readAt ? ` ${readAt}` : ''}`,
    ),
  }
}
