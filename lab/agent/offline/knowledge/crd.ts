import { markdownTable } from '../markdown.ts'
import type { Call } from '../planner.ts'
import { type CrdText, type Field, readCrds } from './crdText.ts'
import type { Intent } from './intent.ts'
import { shared } from './names.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { bullets, citedKind, isWhat, paragraphs } from './wording.ts'

/** The call that describes a kind; the product is named only where several have that kind. */
export function schemaCall(kind: string, { products }: Intent, path?: string): Call {
  const [product] = products
  const whose = shared.includes(kind) && product !== undefined
  return {
    name: 'get_crd_schema',
    args: { kind, ...(whose && { product }), ...(path !== undefined && { path }) },
  }
}

/** "What is a TrafficPolicy?" */
export const crd: Recipe = (intent, steps) => {
  const [kind = ''] = intent.kinds
  const missing = failed(steps)
  if (missing) return { say: nothing(missing) }
  const found = stepOf(steps, 'get_crd_schema')
  if (!found) return { calls: [schemaCall(kind, intent)] }
  const kinds = readCrds(found.text)
  const [only] = kinds
  if (!only) return { say: found.text }
  return {
    say: kinds.length === 1 ? describe(only) : paragraphs(several(kinds), ...kinds.map(describe)),
  }
}

const several = (kinds: readonly CrdText[]): string =>
  `There are ${kinds.length} kinds of that name: ${kinds.map(({ apiVersion, product }) => `\`${apiVersion}\` of ${product}`).join(', ')}.`

/** How many of the fields directly below `spec` a description shows. */
const mostFields = 12

function describe(kind: CrdText): string {
  const all = directFields(kind.fields)
  const fields = all.slice(0, mostFields)
  const more = all.slice(mostFields).map(({ path }) => `\`${path}\``)
  return paragraphs(
    isWhat(kind),
    markdownTable(
      ['Field', 'What it does'],
      fields.map(({ path, required, meaning }) => [
        `\`${path}\``,
        required ? `${meaning} Required.` : meaning,
      ]),
    ),
    more.length > 0 && `Also: ${more.join(', ')}.`,
    kind.rules.length > 0 && `Worth knowing:\n\n${bullets(kind.rules)}`,
    citedKind(kind),
  )
}

/** The fields one level below `spec`; of a kind that has fewer than two of them, all its fields. */
function directFields(fields: readonly Field[]): readonly Field[] {
  const direct = fields.filter(({ path }) => /^(spec\.)?[^.]+$/.test(path))
  return direct.length > 1 ? direct : fields
}
