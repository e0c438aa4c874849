import { type Ref, useState } from 'react'

import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Kbd } from '../ui/Kbd.tsx'

/**
 * Any name may be called, listed or not: whether a hidden tool is refused as well is the question
 * that this page is for. Opening a name sends nothing yet.
 */
export function CallByName({
  field,
  onOpen,
}: {
  field: Ref<HTMLInputElement>
  onOpen: (tool: string) => void
}) {
  const [name, setName] = useState('')
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        onOpen(name.trim())
        setName('')
      }}
    >
      <Field
        label={
          <>
            Call a tool that is not listed <Kbd>n</Kbd>
          </>
        }
      >
        <div className="flex gap-2">
          <TextInput
            wire
            ref={field}
            value={name}
            placeholder="tool name"
            onChange={({ target }) => setName(target.value)}
          />
          <Button
            type="submit"
            {...(name.trim() === '' && { disabledReason: 'Type the name of a tool first.' })}
          >
            Open
          </Button>
        </div>
      </Field>
    </form>
  )
}
