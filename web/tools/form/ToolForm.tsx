// Not from the package's index: that also exports a test registry, which imports ajv.
import Form, { type FormProps } from '@rjsf/core/lib/components/Form.js'
import { useMemo, useState } from 'react'

import type { Arguments } from '../../mcp/argumentsText.ts'
import type { SchemaError } from '../../mcp/schemaErrors.ts'
import { ExactNumberField } from './ExactNumberField.tsx'
import { FieldTemplate } from './FieldTemplate.tsx'
import { fromForm, toForm, withoutEmpty } from './formData.ts'
import { withBranchNames } from './formSchema.ts'
import { errorTree, formValidator } from './formValidator.ts'
import * as groups from './groupTemplates.tsx'
import { UnionField } from './UnionField.tsx'
import * as widgets from './widgets.tsx'

const templates = { FieldTemplate, BaseInputTemplate: widgets.BaseInput, ...groups }
const fields = { NumberField: ExactNumberField, AnyOfField: UnionField, OneOfField: UnionField }
const controls = {
  SelectWidget: widgets.SelectWidget,
  RadioWidget: widgets.SelectWidget,
  CheckboxWidget: widgets.CheckboxWidget,
  CheckboxesWidget: widgets.CheckboxesWidget,
  TextareaWidget: widgets.LongTextWidget,
  FileWidget: widgets.LongTextWidget,
  DateTimeWidget: widgets.BaseInput,
}

// Defaults are put in once, when the tool is opened; a form that keeps putting them back would
// argue with whoever clears a field. A lone constant is a choice that nobody made.
const behaviour: NonNullable<FormProps['experimental_defaultFormStateBehavior']> = {
  emptyObjectFields: 'skipDefaults',
  constAsDefaults: 'never',
  arrayMinItems: { populate: 'never' },
  requiredBooleanDefault: 'skip',
}

/**
 * The form of a tool's live `inputSchema`. `value` is what the text of the request says now, and
 * `onChange` gives the arguments after each key press; `errors` are shown at their fields.
 */
export function ToolForm({
  schema,
  value,
  errors,
  idPrefix = 'argument',
  onChange,
}: {
  schema: Record<string, unknown>
  value: Arguments
  errors: readonly SchemaError[]
  /** Another one for each form that stands on the same page. */
  idPrefix?: string
  onChange: (value: Arguments) => void
}) {
  const named = useMemo(() => withBranchNames(schema), [schema])
  const extraErrors = useMemo(() => errorTree(errors), [errors])
  // The engine keeps members that were cleared as undefined. Going through text would lose them,
  // and with them the place of the field; so its own object is kept while it says the same.
  const [own, setOwn] = useState<{ data: unknown; value: Arguments }>()
  const same = own && JSON.stringify(own.value) === JSON.stringify(value)
  const formData = useMemo(() => (same ? own.data : toForm(value)), [same, own, value])
  return (
    <Form
      tagName="div"
      schema={named}
      validator={formValidator}
      formData={formData}
      extraErrors={extraErrors}
      templates={templates}
      widgets={controls}
      fields={fields}
      experimental_defaultFormStateBehavior={behaviour}
      uiSchema={{ 'ui:submitButtonOptions': { norender: true } }}
      noValidate
      noHtml5Validate
      showErrorList={false}
      idPrefix={idPrefix}
      onChange={({ formData: data }) => {
        const next = withoutEmpty(fromForm(data), value, schema)
        setOwn({ data, value: next })
        onChange(next)
      }}
    />
  )
}
