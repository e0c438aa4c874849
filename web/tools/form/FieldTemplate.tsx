import { ADDITIONAL_PROPERTY_FLAG, type FieldTemplateProps } from '@rjsf/utils'
import { createContext, use } from 'react'

import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextInput } from '../../ui/inputs.tsx'

/** True directly inside a union, whose own label already names the field. */
export const InsideUnion = createContext(false)

/** One argument: its name as the wire has it, what it is for, its control, what is wrong with it. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, fieldPathId, rawDescription, rawErrors, required, displayLabel, hidden } =
    props
  const inside = use(InsideUnion)
  if (hidden) return <div hidden>{props.children}</div>
  if (ADDITIONAL_PROPERTY_FLAG in props.schema) return <AdditionalField {...props} />
  const name = String(fieldPathId.path.at(-1) ?? label)
  const named = displayLabel === true && !inside
  return (
    <div className="grid min-w-0 gap-1">
      {named ? (
        <label htmlFor={id} className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-mono text-sm font-bold">{name}</span>
          {label === name ? null : <span className="text-sm text-ink-2">{label}</span>}
          {required ? <span className="text-xs text-ink-2">required</span> : null}
        </label>
      ) : null}
      <InsideUnion value={false}>{props.children}</InsideUnion>
      {rawDescription && fieldPathId.path.length > 0 ? (
        <p id={`${id}__description`} className="text-sm text-ink-2">
          {rawDescription}
        </p>
      ) : null}
      {rawErrors?.length ? (
        <p id={`${id}__error`} className="text-sm font-bold text-refused">
          {rawErrors.join(' ')}
        </p>
      ) : null}
    </div>
  )
}

/** A member whose name is free as well: name and value side by side. */
function AdditionalField({
  id,
  label,
  children,
  onKeyRenameBlur,
  onRemoveProperty,
}: FieldTemplateProps) {
  return (
    <div className="grid grid-cols-[minmax(6rem,1fr)_2fr_auto] items-end gap-2">
      <TextInput
        wire
        key={label}
        id={`${id}-key`}
        aria-label="Name"
        defaultValue={label}
        onBlur={onKeyRenameBlur}
      />
      <InsideUnion value>{children}</InsideUnion>
      <Button variant="quiet" aria-label={`Remove ${label}`} onClick={onRemoveProperty}>
        <Icon name="close" />
      </Button>
    </div>
  )
}
