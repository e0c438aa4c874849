import { markdownTable } from '../markdown.ts'
import type { Call, Move, Step } from '../planner.ts'
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
  if (missing) return secondTry(missing, intent, steps.length)
  const found = stepOf(steps, 'get_crd_schema')
  if (!found) return { calls: [schemaCall(kind, intent)] }
  const crds = readCrds(found.text)
  const [only] = crds
  if (!only || crds.length > 1) return { say: several(kind, crds) }
  return {
    say: /\b(required|mandatory)\b/i.test(intent.question) ? obligations(only) : describe(only),
  }
}

/** "Which fields are required?" */
function obligations(kind: CrdText): string {
  const fields = kind.fields.filter((field) => field.required)
  return paragraphs(
    fields.length === 0
      ? `No field of **${kind.kind}** that the knowledge base knows of is required.`
      : `A **${kind.kind}** must have these, each where the part that holds it is there:`,
    fields.length > 0 &&
      markdownTable(
        ['Field', 'Type', 'What it does'],
        fields.map(({ path, type, meaning }) => [`\`${path}\``, type, meaning]),
      ),
    citedKind(kind),
  )
}

/** The tool names the kinds that come near a wrong spelling; the first of them is read instead. */
function secondTry(missing: Step, intent: Intent, tries: number): Move {
  const near = /Did you mean (\w+)/.exec(missing.text)?.[1]
  if (near === undefined || tries > 1) return { say: nothing(missing) }
  return {
    say: `The knowledge base knows no kind "${String(missing.args['kind'])}". I read the nearest, ${near}.`,
    calls: [schemaCall(near, intent)],
  }
}

/** Products that share the name of a kind: what each of them means by it. */
const several = (kind: string, crds: readonly CrdText[]): string =>
  paragraphs(
    `**${kind}** is the name of ${crds.length} kinds:`,
    markdownTable(
      ['Product', 'apiVersion', 'What it is for'],
      crds.map(({ product, apiVersion, purpose }) => [product, `\`${apiVersion}\``, purpose]),
    ),
    'Name the product to see the fields of one of them.',
    crds.map(citedKind).join(' '),
  )

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
