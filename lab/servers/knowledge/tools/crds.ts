import * as z from 'zod'

import type { Library } from '../library/library.ts'
import { table } from '../library/markdown.ts'
import { suggestion } from '../library/nearest.ts'
import type { Crd, CrdField } from '../library/shapes.ts'
import { anyProduct } from './arguments.ts'
import { NotKnown, type Tool, defineTool } from './tool.ts'

const kindRow = z.object({
  product: z.string(),
  kind: z.string(),
  apiVersion: z.string(),
  purpose: z.string(),
})

const apiVersion = ({ group, version }: Crd): string => `${group}/${version}`

export function getCrdMap({ crds }: Library): Tool {
  const rows = crds.map((crd) => ({
    product: crd.product,
    kind: crd.kind,
    apiVersion: apiVersion(crd),
    purpose: crd.purpose,
  }))
  return defineTool({
    name: 'get_crd_map',
    title: 'CRD map',
    description:
      'Which product brings which kinds: kind, group/version and what the kind is for. Use get_crd_schema for the fields of a kind.',
    input: z.strictObject({ product: anyProduct }),
    output: z.object({ kinds: z.array(kindRow) }),
    answer: ({ product }) => {
      const found = rows.filter((row) => product === undefined || row.product === product)
      const heads = ['product', 'kind', 'apiVersion', 'what it is for']
      return {
        text: `# Kinds\n\n${table(
          heads,
          found.map((row) => Object.values(row)),
        )}`,
        data: { kinds: found },
      }
    },
  })
}

export function getCrdSchema({ crds }: Library): Tool {
  return defineTool({
    name: 'get_crd_schema',
    title: 'CRD schema',
    description:
      'The principal fields of one kind: path, type, whether required, allowed values, default and one sentence each. Not every field of the CRD is listed.',
    input: z.strictObject({
      kind: z
        .string()
        .min(1)
        .describe('The kind, as get_crd_map spells it; case does not matter')
        .meta({ examples: ['TrafficPolicy', 'AgentgatewayBackend', 'HTTPRoute'] }),
      product: anyProduct.describe(
        'Which product, where two products share the kind (Agent, Gateway)',
      ),
      path: z
        .string()
        .optional()
        .describe('Only fields whose path contains this text')
        .meta({ examples: ['spec.rateLimit', 'mcp'] }),
    }),
    answer: ({ kind, product, path }) => {
      const named = crds.filter((crd) => crd.kind.toLowerCase() === kind.trim().toLowerCase())
      if (named.length === 0)
        throw new NotKnown(
          `kind: no CRD "${kind}" is known here. ${suggestion(
            kind,
            crds.map((crd) => crd.kind),
            'get_crd_map lists every kind.',
          )}`,
        )
      const found = named.filter((crd) => product === undefined || crd.product === product)
      if (found.length === 0)
        throw new NotKnown(
          `product: ${product} has no kind ${named[0]?.kind}; it belongs to ${named.map((crd) => crd.product).join(' and ')}.`,
        )
      return { text: found.map((crd) => describe(crd, path)).join('\n\n') }
    },
  })
}

function describe(crd: Crd, path = ''): string {
  const fields = crd.fields.filter((field) => field.path.toLowerCase().includes(path.toLowerCase()))
  if (fields.length === 0)
    throw new NotKnown(
      `path: ${crd.kind} has no listed field with "${path}" in its path. ${suggestion(
        path,
        crd.fields.map((field) => field.path),
        'Leave path out to see all of them.',
      )}`,
    )
  const facts = [
    `- product: ${crd.product}`,
    `- apiVersion: ${apiVersion(crd)}`,
    `- scope: ${crd.scope}`,
    `- fields as of: ${crd.asOf}`,
  ]
  return [
    `# ${crd.kind}`,
    crd.purpose,
    facts.join('\n'),
    ...(crd.rules.length > 0 ? [crd.rules.map((rule) => `- ${rule}`).join('\n')] : []),
    table(['field', 'type', 'required', 'values and default', 'meaning'], fields.map(fieldRow)),
  ].join('\n\n')
}

function fieldRow({ path, type, required, enum: values = [], default: usual, text }: CrdField) {
  const notes = values.join(', ')
  const preset = usual === undefined ? '' : `default ${usual}`
  return [path, type, required ? 'yes' : 'no', [notes, preset].filter(Boolean).join('; '), text]
}
