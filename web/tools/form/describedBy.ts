import type { RJSFSchema } from '@rjsf/utils'

interface Described {
  id: string
  schema: RJSFSchema
  rawErrors?: string[] | undefined
}

/** The ids of what is said about a field, only of what is there. They match `FieldTemplate`'s. */
export function describedBy({ id, schema, rawErrors }: Described) {
  const ids = [
    schema.description ? `${id}__description` : '',
    rawErrors?.length ? `${id}__error` : '',
  ].filter(Boolean)
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(rawErrors?.length && { 'aria-invalid': true }),
  }
}
