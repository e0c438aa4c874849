import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'

import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { toListQuery } from '../address.ts'
import { comparedAtMost } from '../align.ts'
import { listQuery } from '../queries.ts'

/** The Agents to choose from: as many as a list of suggestions can hold; any other name can be typed. */
const offered = (as: string) =>
  listQuery(
    'agents',
    toListQuery({ search: '', facets: [], sort: 'name' }, { as, offset: 0, limit: comparedAtMost }),
  )

/** Which Agent to run, by its name, with suggestions. */
export function AgentField({
  as,
  onChoose,
}: {
  as: string
  onChoose: (name: string | null) => void
}) {
  const { data, refetch } = useSuspenseQuery(offered(as))
  const [text, setText] = useState('')
  const suggestions = useId()
  const field = useRef<HTMLInputElement>(null)
  // The dialog was open before this field was there, so its own first focus went to the close button.
  useEffect(() => field.current?.focus(), [])
  if (!data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  const names = data.value.items.map(({ object }) => object.metadata.name)
  const complete = names.length === data.value.total
  const known = names.includes(text)
  return (
    <Field
      label="Agent"
      hint={
        complete
          ? `One of ${names.length}${as === '' ? '' : ` that ${as} sees`}.`
          : `The first ${names.length} are suggested; any other name can be typed, then Enter.`
      }
      error={
        complete && text !== '' && !names.some((name) => name.startsWith(text))
          ? `No Agent begins with “${text}”.`
          : undefined
      }
    >
      <TextInput
        ref={field}
        list={suggestions}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          onChoose(names.includes(target.value) ? target.value : null)
        }}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && !known && !complete && text !== '') onChoose(text)
        }}
      />
      <datalist id={suggestions}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
    </Field>
  )
}
