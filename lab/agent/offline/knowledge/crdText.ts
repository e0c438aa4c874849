import { readTable } from '../markdown.ts'

export interface Field {
  path: string
  type: string
  required: boolean
  values: string
  meaning: string
}

/** A kind as `get_crd_schema` describes it. */
export interface CrdText {
  kind: string
  purpose: string
  product: string
  apiVersion: string
  scope: string
  asOf: string
  rules: string[]
  fields: Field[]
}

/** Reads the answer of `get_crd_schema`: one part for each product that has the kind. */
export const readCrds = (text: string): CrdText[] =>
  text
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [kind = '', purpose = '', facts = '', rules = ''] = part.split('\n\n')
      const fact = (name: string) =>
        new RegExp(`^- ${name}: (.*)$`, 'm').exec(facts)?.[1]?.trim() ?? ''
      return {
        kind: kind.trim(),
        purpose: purpose.trim(),
        product: fact('product'),
        apiVersion: fact('apiVersion'),
        scope: fact('scope'),
        asOf: fact('fields as of'),
        rules: rules.startsWith('- ') ? rules.split('\n').map((rule) => rule.slice(2)) : [],
        fields: readTable(part).map((row) => ({
          path: row['field'] ?? '',
          type: row['type'] ?? '',
          required: row['required'] === 'yes',
          values: row['values and default'] ?? '',
          meaning: row['meaning'] ?? '',
        })),
      }
    })
