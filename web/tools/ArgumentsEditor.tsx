import { lazy, Suspense, useState } from 'react'

import { type ReadArguments, writeArguments } from '../mcp/argumentsText.ts'
import type { SchemaError } from '../mcp/schemaErrors.ts'
import { Field } from '../ui/Field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Json } from '../ui/Json.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'

const ToolForm = lazy(async () => ({
  default: (await import('./form/ToolForm.tsx')).ToolForm,
}))

/**
 * The arguments of a call, as a form or as text. The text is what is sent; the form reads it and
 * writes it, so nothing is lost on the way from one to the other.
 */
export function ArgumentsEditor({
  schema,
  text,
  read,
  errors,
  onChange,
}: {
  /** Undefined for a tool that nobody lists: then there is only text. */
  schema: Record<string, unknown> | undefined
  text: string
  read: ReadArguments
  errors: readonly SchemaError[]
  onChange: (text: string) => void
}) {
  const [view, setView] = useState('form')
  const json = (
    <Field
      label="Arguments"
      hint={read.ok && errors.length > 0 ? <Problems errors={errors} /> : undefined}
      error={read.ok ? undefined : read.message}
    >
      <TextArea
        wire
        rows={Math.min(16, Math.max(5, text.split('\n').length + 1))}
        value={text}
        placeholder="{}"
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  )
  if (!schema) return json
  const form = read.ok ? (
    <Suspense fallback={<Skeleton className="h-16 w-full" />}>
      <ToolForm
        schema={schema}
        value={read.value}
        errors={errors}
        onChange={(value) => onChange(writeArguments(value))}
      />
      {hasMembers(schema) ? null : <p className="text-ink-2">This tool takes no arguments.</p>}
    </Suspense>
  ) : (
    <p className="font-bold text-refused">
      {read.message} The form is back as soon as the text is JSON again.
    </p>
  )
  return (
    <Tabs
      label="Arguments"
      value={view}
      onChange={setView}
      tabs={[
        { id: 'form', label: 'Form', content: form },
        { id: 'json', label: 'Edit as JSON', content: json },
        {
          id: 'schema',
          label: 'Schema',
          content: <Json value={schema} label="Input schema" />,
        },
      ]}
    />
  )
}

const hasMembers = (schema: Record<string, unknown>) =>
  Object.keys(Object(schema.properties)).length > 0 ||
  ['$ref', 'anyOf', 'oneOf', 'allOf', 'patternProperties'].some((keyword) => keyword in schema)

export function Problems({ errors }: { errors: readonly SchemaError[] }) {
  return (
    <>
      {errors.map(({ path, message }) => (
        <span key={`${path.join('.')} ${message}`} className="block font-bold text-refused">
          {path.length > 0 ? <code className="font-mono">{path.join('.')}</code> : 'The whole'}{' '}
          {message}.
        </span>
      ))}
    </>
  )
}
