import { ErrorSchemaBuilder, type RJSFSchema, type ValidatorType } from '@rjsf/utils'

import { checkSchema, type SchemaError } from '../../mcp/schemaErrors.ts'
import { fromForm } from './formData.ts'

const errorsOf = (schema: RJSFSchema, value: unknown): SchemaError[] => {
  const check = checkSchema(schema, fromForm(value))
  return check.checked ? check.errors : []
}

// One value in a box, since the way back from the form is made for objects.
const wireOf = (value: unknown) => fromForm({ value }).value

/** Errors in the tree that the form hands to its fields; a field reads what stands at its own path. */
export function errorTree(errors: readonly SchemaError[]) {
  const tree = new ErrorSchemaBuilder()
  for (const { path, message } of errors) tree.addErrors(`${sentence(message)}.`, path)
  return tree.ErrorSchema
}

const sentence = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1)}`

/**
 * What the form engine asks of a validator, on `@cfworker/json-schema`: it interprets schemas, so a
 * policy without `unsafe-eval` lets it run. Not ajv, which compiles them with `new Function`.
 */
export const formValidator: ValidatorType = {
  /** Which branch of a union data belongs to. A branch's `$ref` needs the root's definitions only. */
  isValid: (schema, value, root) => {
    const { $defs, definitions } = root
    const check = checkSchema({ $defs, definitions, ...schema }, wireOf(value))
    return check.checked && check.errors.length === 0
  },
  // For the engine's own playground; nothing here calls it.
  rawValidation: () => ({}),
  validateFormData: (value, schema) => {
    const errors = errorsOf(schema, value)
    const flat = errors.map(({ path, keyword, message }) => ({
      name: keyword,
      property: path.map((part) => `.${part}`).join(''),
      message,
      stack: `${path.join('.')} ${message}`,
    }))
    return { errors: flat, errorSchema: errorTree(errors) }
  },
}
