import { markdownTable } from '../markdown.ts'
import { schemaCall } from './crd.ts'
import { type CrdText, readCrds } from './crdText.ts'
import { type Recipe, nothing, stepOf } from './recipe.ts'
import { skeletonOf } from './skeleton.ts'
import { citedKind, paragraphs } from './wording.ts'

/** How many fields an answer shows; a question about "spec" would otherwise list them all. */
const mostFields = 20

/** "What does its rateLimit field do?" When the kind has no such field, that is said, with what it has. */
export const fields: Recipe = (intent, steps) => {
  const [kind = ''] = intent.kinds
  const path = intent.path ?? ''
  const refused = steps.find((step) => step.outcome !== 'ok')
  const found = stepOf(steps, 'get_crd_schema')
  if (!found && !refused) return { calls: [schemaCall(kind, intent, path)] }
  if (!found && refused)
    return refused.args['path'] === undefined || steps.length > 1
      ? { say: nothing(refused) }
      : { say: nothing(refused) + suggestsOther(refused.text, kind) }
  return { say: paragraphs(...readCrds(found?.text ?? '').map((crd) => tell(crd, path))) }
}

/** The tool itself names the fields that come near; where it has none, the way to all of them is told. */
const suggestsOther = (text: string, kind: string): string =>
  text.includes('Did you mean') ? '' : ` Ask "What is a ${kind}?" for the fields it has.`

function tell(crd: CrdText, path: string): string {
  const sorted = crd.fields.toSorted((a, b) => depth(a.path) - depth(b.path))
  const [top] = sorted
  if (!top) return ''
  const shown = sorted.slice(0, mostFields)
  const rest = crd.fields.length - shown.length
  const exact = top.path.toLowerCase().endsWith(path.toLowerCase().replace(/^spec\./, ''))
  return paragraphs(
    exact
      ? `In a **${crd.kind}**, \`${top.path}\` (${top.type}${top.required ? ', required' : ''}) is for this: ${top.meaning}`
      : `**${crd.kind}** has ${crd.fields.length === 1 ? 'one field' : `${crd.fields.length} fields`} with \`${path}\` in the path.`,
    markdownTable(
      ['Field', 'Type', 'Required', 'Values', 'What it does'],
      shown.map((field) => [
        `\`${field.path}\``,
        field.type,
        field.required ? 'yes' : 'no',
        field.values,
        field.meaning,
      ]),
    ),
    rest > 0 && `${rest} more fields are left out here; name a longer path to see them.`,
    crd.fields.length > 1 &&
      `Its shape, with types in place of values:\n\n\`\`\`yaml\n${skeletonOf(crd)}\`\`\``,
    citedKind(crd),
  )
}

const depth = (path: string): number => path.split('.').length
