import { useState, type FormEvent } from 'react'

import type { PersonaView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { usePasteBearer } from './personaCalls.ts'

/** Takes a token that came from elsewhere. The field forgets it at once; only the server keeps it. */
export function BearerDialog({ persona, onClose }: { persona: PersonaView; onClose: () => void }) {
  const [token, setToken] = useState('')
  const paste = usePasteBearer(persona.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // "Authorization: Bearer x" and "Bearer x" are what people have on their clipboard.
    const bare = token.trim().replace(/^(authorization:\s*)?bearer\s+/i, '')
    setToken('')
    paste.mutate(bare, { onSuccess: onClose })
  }
  const failed = paste.error
    ? [paste.error.message, paste.error instanceof ApiError ? paste.error.hint : '']
        .join(' ')
        .trim()
    : undefined
  return (
    <Dialog open onClose={onClose} title={`Token for ${persona.label}`}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="Bearer token"
          hint="The console server keeps it, encrypted, for this sign-in. It is never shown again."
          error={failed}
        >
          <TextArea
            wire
            required
            value={token}
            onChange={(event) => setToken(event.target.value)}
            autoComplete="off"
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            pending={paste.isPending}
            disabledReason={token.trim() === '' ? 'Paste a token first.' : undefined}
          >
            Use this token
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
