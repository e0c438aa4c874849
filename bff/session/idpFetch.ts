import { AsyncLocalStorage } from 'node:async_hooks'

import type { CustomFetch } from 'openid-client'

import { recordedFetch } from '../upstream/recordedFetch.ts'
import { mask, redactBody } from '../upstream/redact.ts'
import { type Recorder, systemOwner } from '../upstream/types.ts'

/** Why a request to an identity provider is made: what the wire panel says of it, and to whom. */
export interface Purpose {
  label: string
  /** The operator's subject; without it the work is the system's. */
  owner?: string
  persona?: string
}

const purposes = new AsyncLocalStorage<Purpose>()

/** One configured client serves everybody, so the purpose of a request travels beside its parameters. */
export const forPurpose = <T>(purpose: Purpose, work: () => Promise<T>): Promise<T> =>
  purposes.run(purpose, work)

/** `dial` turns an address that the provider names into one that this machine reaches. */
export const idpFetch =
  (recorder: Recorder, target: string, dial: (url: string) => string): CustomFetch =>
  (url, { body, ...options }) => {
    // Documents are everybody's; only what was done for somebody is theirs.
    const purpose = options.method === 'GET' ? undefined : purposes.getStore()
    const { label = labelOf(url), owner = systemOwner, persona } = purpose ?? {}
    const send = recordedFetch(recorder, {
      upstream: 'idp',
      target,
      owner,
      label: () => label,
      redact: withoutToken,
      ...(persona === undefined ? {} : { persona }),
    })
    return send(dial(url), body === undefined ? options : { ...options, body })
  }

/** The token to revoke stands in a field of that plain name (RFC 7009 section 2.1), which elsewhere is no secret. */
const withoutToken = (body: string, contentType: string | null): string =>
  redactBody(body.replaceAll(/(^|&)token=[^&]*/g, `$1token=${mask}`), contentType)

const labelOf = (url: string) =>
  url.includes('/.well-known/') ? 'discovery document' : 'signing keys'
