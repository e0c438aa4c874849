import { ADDITIONAL_PROPERTY_FLAG, type FieldTemplateProps } from '@rjsf/utils'
import { type ReactNode, use } from 'react'

import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { InsideUnion } from './insideUnion.ts'

/** One argument: its name as the wire has it, what it is for, its control, what is wrong with it. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, fieldPathId, rawDescription, rawErrors, hidden } = props
  const inside = use(InsideUnion)
  if (hidden) return <div hidden>{props.children}</div>
  if (ADDITIONAL_PROPERTY_FLAG in props.schema) return <AdditionalField {...props} />
  const name = fieldPathId.path.at(-1) ?? ''
  return (
    <div className="grid min-w-0 gap-1">
      <Label {...props} name={name} inside={inside === 'field'} />
      <InsideUnion value={inside === 'field' ? 'group' : 'no'}>{props.children}</InsideUnion>
      {rawDescription && name !== '' && inside !== 'field' ? (
        <p id={`${id}__description`} className="text-sm text-ink-2">
          {rawDescription}
        </p>
      ) : null}
      <Errors id={id} errors={inside === 'field' ? [] : (rawErrors ?? [])} />
    </div>
  )
}

function Label({
  id,
  name,
  label,
  schema,
  required,
  displayLabel,
  inside,
}: FieldTemplateProps & { name: string | number; inside: boolean }): ReactNode {
  const union = schema.oneOf ? '__oneof_select' : '__anyof_select'
  const isUnion = (schema.oneOf ?? schema.anyOf) !== undefined && !displayLabel
  if (inside || name === '' || (!displayLabel && !isUnion)) return null
  const target = isUnion ? `${id}${union}` : id
  if (typeof name === 'number')
    return (
      <label htmlFor={target} className="sr-only">
        Item {name + 1}
      </label>
    )
  return (
    <label htmlFor={target} className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-mono text-sm font-bold">{name}</span>
      {label === name ? null : <span className="text-sm text-ink-2">{label}</span>}
      {required ? <span className="text-xs text-ink-2">required</span> : null}
    </label>
  )
}

function Errors({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null
  return (
    <p id={`${id}__error`} className="text-sm font-bold text-refused">
      {errors.join(' ')}
    </p>
  )
}

/** A member whose name is free as well: name and value side by side. */
function AdditionalField(props: FieldTemplateProps) {
  const { id, label, children, rawErrors } = props
  return (
    <div className="grid gap-1">
      <div className="grid grid-cols-[minmax(5rem,1fr)_2fr_auto] items-end gap-2">
        <TextInput
          wire
          key={label}
          id={`${id}-key`}
          aria-label="Name"
          defaultValue={label}
          onBlur={props.onKeyRenameBlur}
        />
        <label className="min-w-0">
          <span className="sr-only">Value of {label}</span>
          {children}
        </label>
        <Button variant="quiet" aria-label={`Remove ${label}`} onClick={props.onRemoveProperty}>
          <Icon name="close" />
        </Button>
      </div>
      <Errors id={id} errors={rawErrors ?? []} />
    </div>
  )
}
