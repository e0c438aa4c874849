import {
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  canExpand,
  type CyclicSchemaExpandProps,
  type MultiSchemaFieldTemplateProps,
  type ObjectFieldTemplateProps,
  type UnsupportedFieldProps,
} from '@rjsf/utils'
import { type ReactNode, use } from 'react'

import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { InsideUnion } from './insideUnion.ts'

function Group({
  name,
  title,
  required,
  children,
}: {
  name: string
  title: string
  required: boolean
  children: ReactNode
}) {
  return (
    <fieldset className="grid min-w-0 gap-3 border-l-2 border-line pl-4">
      <legend className="-ml-4 pb-1">
        <span className="font-mono text-sm font-bold">{name}</span>{' '}
        {title && title !== name ? <span className="text-sm text-ink-2">{title} </span> : null}
        {required ? <span className="text-xs text-ink-2">required</span> : null}
      </legend>
      {children}
    </fieldset>
  )
}

const nameOf = (path: readonly (string | number)[]) => String(path.at(-1) ?? '')

export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { schema, uiSchema, formData, properties, fieldPathId, title, required } = props
  const inside = use(InsideUnion)
  if ((schema.oneOf || schema.anyOf) && !schema.properties && properties.length === 0) return null
  const add = canExpand(schema, uiSchema, formData) ? (
    <Button size="sm" className="w-fit" onClick={props.onAddProperty}>
      <Icon name="plus" /> Add a member
    </Button>
  ) : null
  const content = (
    <>
      {properties.map((property) => property.content)}
      {add}
    </>
  )
  if (fieldPathId.path.length === 0) return <div className="grid gap-4">{content}</div>
  if (inside === 'group')
    return (
      <InsideUnion value="no">
        <div className="grid gap-3 border-l-2 border-line pl-4">{content}</div>
      </InsideUnion>
    )
  return (
    <Group name={nameOf(fieldPathId.path)} title={title} required={required === true}>
      {content}
    </Group>
  )
}

export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { items, canAdd, onAddClick, fieldPathId, title, required } = props
  return (
    <Group name={nameOf(fieldPathId.path)} title={title} required={required === true}>
      {items}
      {canAdd ? (
        <Button size="sm" className="w-fit" onClick={onAddClick}>
          <Icon name="plus" /> Add an item
        </Button>
      ) : null}
    </Group>
  )
}

export function ArrayFieldItemTemplate({
  children,
  buttonsProps,
  index,
}: ArrayFieldItemTemplateProps) {
  const { hasRemove, onRemoveItem } = buttonsProps
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
      {children}
      {hasRemove ? (
        <Button variant="quiet" aria-label={`Remove item ${index + 1}`} onClick={onRemoveItem}>
          <Icon name="close" />
        </Button>
      ) : null}
    </div>
  )
}

export function MultiSchemaFieldTemplate(props: MultiSchemaFieldTemplateProps) {
  return (
    <div className="grid gap-2">
      {props.selector}
      <InsideUnion value="field">{props.optionSchemaField}</InsideUnion>
    </div>
  )
}

/** A schema that contains itself goes one level deeper at a time. */
export function CyclicSchemaExpandTemplate({
  name,
  fieldPathId,
  onExpand,
}: CyclicSchemaExpandProps) {
  return (
    <Button size="sm" className="w-fit" onClick={() => onExpand(fieldPathId.$id)}>
      <Icon name="plus" /> Open {name}
    </Button>
  )
}

/** Where the schema says too little to draw a control, the JSON view still can. */
export function UnsupportedFieldTemplate({ fieldPathId }: UnsupportedFieldProps) {
  const name = nameOf(fieldPathId?.path ?? [])
  return (
    <p className="text-sm text-ink-2">
      The schema does not say what <code className="font-mono">{name}</code> is. Set it under “Edit
      as JSON”.
    </p>
  )
}
