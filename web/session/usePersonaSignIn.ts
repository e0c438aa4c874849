import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import type { PersonaView, SignInStart } from '#bff'

import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { putPersona } from './personaCalls.ts'
import { signInByPopup } from './signIn.ts'

export type DeviceStart = Extract<SignInStart, { next: 'device' }>

/**
 * Signs a persona in by whatever its kind wants: nothing more, a popup, a code on another device,
 * or a pasted token. `asking` is the dialog that stands open for it.
 */
export function usePersonaSignIn(persona: PersonaView) {
  const [asking, setAsking] = useState<DeviceStart | 'bearer' | 'popup' | null>(null)
  const popup = useRef<AbortController>(null)
  const start = useMutation({
    mutationFn: async () => {
      if (persona.kind === 'bearer') {
        setAsking('bearer')
        return
      }
      const params = { persona: persona.id }
      const answer = await call('POST /bff/personas/:persona/signin', { params })
      switch (answer.next) {
        case 'done':
          putPersona(answer.persona)
          break
        case 'device':
          setAsking(answer)
          break
        case 'popup':
          popup.current = new AbortController()
          setAsking('popup')
          await signInByPopup(persona.id, popup.current.signal).finally(() => setAsking(null))
          await queryClient.invalidateQueries({ queryKey: ['session'] })
          await queryClient.invalidateQueries({ queryKey: ['tools'] })
          break
      }
    },
  })
  return {
    start,
    asking,
    done: () => setAsking(null),
    cancelPopup: () => popup.current?.abort('Popup aborted'),
  }
}
