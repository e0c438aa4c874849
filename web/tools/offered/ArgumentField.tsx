import { useId, useState } from 'react'

import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { type Completing, useCompletion } from './useCompletion.ts'

/** One argument, which is always a text; the server proposes values while it is typed. */
export function ArgumentField({
  name,
  description,
  required,
  value,
  completing,
  onChange,
}: {
  name: string
  description: string
  required: boolean
  value: string
  /** Undefined where the server completes nothing. */
  completing: Completing | undefined
  onChange: (value: string) => void
}) {
  const [wanted, setWanted] = useState(false)
  return (
    <Field
      label={
        <>
          <code className="font-mono">{name}</code>
          {required ? null : <span className="font-normal text-ink-2"> optional</span>}
        </>
      }
      hint={description || undefined}
    >
      {completing ? (
        <Completed
          {...{ name, value, completing, wanted, onChange }}
          onWant={() => setWanted(true)}
        />
      ) : (
        <TextInput wire value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  )
}

function Completed({
  name,
  value,
  completing,
  wanted,
  onChange,
  onWant,
}: {
  name: string
  value: string
  completing: Completing
  wanted: boolean
  onChange: (value: string) => void
  onWant: () => void
}) {
  const options = useId()
  const values = useCompletion(completing, name, value, wanted)
  return (
    <>
      <TextInput
        wire
        list={options}
        value={value}
        onFocus={onWant}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={options}>
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </datalist>
    </>
  )
}
