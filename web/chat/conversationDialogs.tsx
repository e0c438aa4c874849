import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { ConversationSummary } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useToast } from '../ui/toast.tsx'

interface Asked {
  conversation: ConversationSummary
  open: boolean
  onClose: () => void
}

export function RenameConversation({ conversation, open, onClose }: Asked) {
  return (
    <Dialog open={open} onClose={onClose} title="Rename the conversation">
      <NameForm conversation={conversation} onClose={onClose} />
    </Dialog>
  )
}

/** Mounted with its dialog, so that it begins with the name of now. */
function NameForm({ conversation: { id, title }, onClose }: Omit<Asked, 'open'>) {
  const [name, setName] = useState(title)
  const client = useQueryClient()
  const rename = useMutation({
    mutationFn: () =>
      call('POST /bff/conversations/:id/rename', { params: { id }, body: { title: name.trim() } }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['conversations'] }),
        client.invalidateQueries({ queryKey: ['conversation', id] }),
      ])
      onClose()
    },
  })
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') rename.mutate()
      }}
    >
      <Field label="Name">
        <TextInput
          value={name}
          maxLength={200}
          onChange={({ target }) => setName(target.value)}
          onFocus={({ target }) => target.select()}
        />
      </Field>
      {rename.error instanceof ApiError ? <ProblemNotice error={rename.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep the name</Button>
        <Button
          type="submit"
          variant="primary"
          pending={rename.isPending}
          disabledReason={name.trim() === '' ? 'A name has at least one letter.' : undefined}
        >
          Rename
        </Button>
      </div>
    </form>
  )
}

export function DeleteConversation({
  conversation: { id, title, running },
  open,
  onClose,
  onDeleted,
}: Asked & { onDeleted: () => void }) {
  const client = useQueryClient()
  const say = useToast()
  const remove = useMutation({
    mutationFn: () => call('POST /bff/conversations/:id/delete', { params: { id } }),
    onSuccess: async () => {
      onClose()
      onDeleted()
      say(`“${title}” is deleted.`)
      client.removeQueries({ queryKey: ['conversation', id] })
      await client.invalidateQueries({ queryKey: ['conversations'] })
    },
  })
  return (
    <Dialog open={open} onClose={onClose} title="Delete the conversation">
      <p>
        “{title}” is deleted from the console with everything that was said
        {running ? ', and its answer is stopped' : ''}. This cannot be undone. What the runtime
        itself keeps of it is not touched.
      </p>
      {remove.error instanceof ApiError ? <ProblemNotice error={remove.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" pending={remove.isPending} onClick={() => remove.mutate()}>
          Delete
        </Button>
      </div>
    </Dialog>
  )
}
