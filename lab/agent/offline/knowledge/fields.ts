import { markdownTable } from '../markdown.ts'
import { schemaCall } from './crd.ts'
import { type CrdText, type Field, readCrds } from './crdText.ts'
import { type Recipe, nothing } from './recipe.ts'
import { skeletonOf } from './skeleton.ts'
import { citedKind, paragraphs } from './wording.ts'
import { relevance } from './words.ts'

/** How many fields an answer shows; a question about "spec" would otherwise list them all. */
const mostFields = 20

/**
 * "What does its rateLimit field do?" When no field has that in its path, the whole kind is read for fields
 * that speak of it.
 */
export const fields: Recipe = (intent, steps) => {
  const [kind = ''] = intent.kinds
  const path = intent.path ?? ''
  const [narrow, wide] = steps
  if (!narrow) return { calls: [schemaCall(kind, intent, path)] }
  if (narrow.outcome === 'ok')
    return { say: paragraphs(...readCrds(narrow.text).map((crd) => tell(crd, path))) }
  if (!wide) return { calls: [schemaCall(kind, intent)] }
  if (wide.outcome !== 'ok') return { say: nothing(wide) }
  return { say: paragraphs(...readCrds(wide.text).map((crd) => tellRelated(crd, path))) }
}

/** Says that there is no such field, and which ones speak of the same. */
function tellRelated(crd: CrdText, path: string): string {
  const words = path.replaceAll(/([A-Z])|[.[\]]/g, ' $1')
  const related = crd.fields.filter(
    (field) => relevance(`${field.path} ${field.meaning}`, words) > 0,
  )
  return paragraphs(
    `**${crd.kind}** has no field with \`${path}\` in its path that the knowledge base knows of.`,
    related.length > 0
      ? 'These speak of it:'
      : `Ask "What is a ${crd.kind}?" for the fields it has.`,
    related.length > 0 && fieldTable(related.slice(0, mostFields)),
    citedKind(crd),
  )
}

const fieldTable = (rows: readonly Field[]): string =>
  markdownTable(
    ['Field', 'Type', 'Required', 'Values', 'What it does'],
    rows.map((field) => [
      `\`${field.path}\``,
      field.type,
      field.required ? 'yes' : 'no',
      field.values,
      field.meaning,
    ]),
  )

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
    fieldTable(shown),
    rest > 0 && `${rest} more fields are left out here; name a longer path to see them.`,
    crd.fields.length > 1 &&
      `Its shape, with types in place of values:\n\n\`\`\`yaml\n${skeletonOf(crd)}\`\`\``,
    citedKind(crd),
  )
}

const depth = (path: string): number => path.split('.').length
