import { ResponseBodyError } from 'openid-client'

import { Problem } from '../problem.ts'
import type { Grants } from './grants.ts'
import { digest, randomSecret } from './hash.ts'
import { idpFailure, idpUnavailable } from './idpFailure.ts'
import { forPurpose } from './idpFetch.ts'
import type { Providers } from './providers.ts'
import { type RecordParts, Records } from './records.ts'
import type { HeldTokens, SignIn } from './types.ts'

interface Waiting {
  persona: string
  /** The operator who began it, alone, may poll. */
  subject: string
  deviceCode: string
  intervalMs: number
  askAgainAt: number
}

export type DeviceOutcome =
  | { status: 'pending' }
  | { status: 'done'; tokens: HeldTokens }
  | { status: 'refused'; reason: string }

export interface DeviceParts extends RecordParts {
  grants: Grants
  providers: Pick<Providers, 'host'>
}

/** RFC 8628 section 3.5: five seconds unless the provider says otherwise, five more after `slow_down`. */
const intervalStepMs = 5_000

/** The device grant (RFC 8628): the operator approves elsewhere, the browser polls the BFF, the BFF the provider. */
export function createDeviceSignIns({ grants, providers, clock, ...parts }: DeviceParts) {
  const waiting = new Records<Waiting>({ clock, ...parts }, 'device')

  return {
    async start(persona: string, target: string, { operator }: SignIn) {
      const purpose = { label: `device code for ${persona}`, persona, owner: operator.subject }
      const answer = await forPurpose(purpose, () => grants.startDevice(persona)).catch(
        (error: unknown) => {
          if (error instanceof Problem) throw error
          throw idpUnavailable(target, idpFailure(error, providers.host(target)).reason, error)
        },
      )
      const handle = randomSecret()
      const expiresAt = clock() + answer.expires_in * 1000
      const intervalMs = answer.interval === undefined ? intervalStepMs : answer.interval * 1000
      const state: Waiting = {
        persona,
        subject: operator.subject,
        deviceCode: answer.device_code,
        intervalMs,
        askAgainAt: clock() + intervalMs,
      }
      await waiting.put(digest(handle), state, { expiresAt }, 0)
      return {
        next: 'device' as const,
        handle,
        userCode: answer.user_code,
        verificationUri: answer.verification_uri,
        ...(answer.verification_uri_complete === undefined
          ? {}
          : { verificationUriComplete: answer.verification_uri_complete }),
        expiresAt: new Date(expiresAt).toISOString(),
        intervalMs,
      }
    },

    async poll(persona: string, handle: string, { operator }: SignIn): Promise<DeviceOutcome> {
      const id = digest(handle)
      const found = await waiting.reread(id)
      if (found?.value.persona !== persona || found.value.subject !== operator.subject)
        return { status: 'refused', reason: 'This sign-in has expired, or was never begun here.' }
      const { value, version, expiresAt } = found
      if (clock() < value.askAgainAt) return { status: 'pending' }
      // Whoever moves the time first asks; a second poll at the same moment waits for the next one.
      const asked = { ...value, askAgainAt: clock() + value.intervalMs }
      if (!(await waiting.put(id, asked, { expiresAt }, version))) return { status: 'pending' }
      try {
        const purpose = { label: `device sign-in of ${persona}`, persona, owner: operator.subject }
        const tokens = await forPurpose(purpose, () => grants.pollDevice(persona, value.deviceCode))
        await waiting.delete(id)
        return { status: 'done', tokens }
      } catch (error) {
        const code = error instanceof ResponseBodyError ? error.error : undefined
        if (code === 'slow_down') {
          const intervalMs = value.intervalMs + intervalStepMs
          const slower = { ...asked, intervalMs, askAgainAt: clock() + intervalMs }
          await waiting.put(id, slower, { expiresAt }, version + 1)
        }
        if (code === 'slow_down' || code === 'authorization_pending') return { status: 'pending' }
        if (error instanceof Problem) return { status: 'pending' } // the provider is away: it may come back
        const failure = idpFailure(error, 'the identity provider')
        if (failure.kind === 'unavailable') return { status: 'pending' }
        await waiting.delete(id)
        return { status: 'refused', reason: refusals[failure.code] ?? failure.reason }
      }
    },
  }
}

/** RFC 8628 section 3.5. */
const refusals: Record<string, string> = {
  access_denied: 'The sign-in was declined on the other device.',
  expired_token: 'The code has expired before anybody entered it.',
}
