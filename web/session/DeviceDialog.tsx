import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { PersonaView } from '#bff'

import { call } from '../api/client.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Countdown } from '../ui/time.tsx'
import { putPersona } from './personaCalls.ts'
import type { DeviceStart } from './usePersonaSignIn.ts'

/** Device grant (RFC 8628): a code to type on any other device, and a wait that ends by itself. */
export function DeviceDialog({
  persona,
  start,
  onClose,
}: {
  persona: PersonaView
  start: DeviceStart
  onClose: () => void
}) {
  const params = { persona: persona.id, handle: start.handle }
  const { data, error } = useQuery({
    queryKey: ['device', start.handle],
    queryFn: () => call('POST /bff/personas/:persona/device/:handle', { params }),
    // The provider names the pace (RFC 8628 section 3.2); asking faster would be refused.
    refetchInterval: ({ state }) =>
      state.data?.status === 'pending' || state.data === undefined ? start.intervalMs : false,
    gcTime: 0,
  })
  useEffect(() => {
    if (data?.status !== 'done') return
    putPersona(data.persona)
    onClose()
  }, [data, onClose])
  const refused = data?.status === 'refused' ? data.reason : error?.message
  return (
    <Dialog open onClose={onClose} title={`Sign in as ${persona.label} on another device`}>
      {refused === undefined ? (
        <>
          <p className="text-ink-2">Open the address on any device and type this code there.</p>
          <p className="flex flex-wrap items-center gap-3">
            <output aria-label="Code" className="font-mono text-2xl font-bold tracking-wider">
              {start.userCode}
            </output>
            <CopyButton text={start.userCode} label="the code" />
          </p>
          <a
            href={start.verificationUriComplete ?? start.verificationUri}
            target="_blank"
            rel="noreferrer"
            className="flex w-fit items-center gap-2 py-1 wrap-anywhere underline"
          >
            {start.verificationUri}
            <Icon name="external" />
          </a>
          <p className="text-sm text-ink-2">
            This closes by itself once the sign-in is done. The code expires in{' '}
            <Countdown iso={start.expiresAt} />
          </p>
        </>
      ) : (
        <Notice tone="refused" title={refused}>
          Close this and start again for a new code.
        </Notice>
      )}
    </Dialog>
  )
}
