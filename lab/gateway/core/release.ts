/** Where agentgateway's releases differ at the wire; everything else is the same in all of them. */
export interface Release {
  /** What `/api/runtime`, `/config_dump` and the handshakes with targets say. */
  readonly version: string
  /** The tag or commit at which this was read. */
  readonly gitRevision: string
  /** HTTP status of a refused call. Its body never changed. */
  readonly refusedStatus: 400 | 500
  /** HTTP status of a message that should name a session and does not. */
  readonly noSessionStatus: 400 | 422
  /** Whether each SSE frame begins with `event: message`. */
  readonly namesEvents: boolean
  /** Whether a session id names the target of each inner session. */
  readonly namesTargets: boolean
  /** How an unknown `MCP-Protocol-Version` is refused, if it is looked at. */
  readonly versionHeader: 'ignored' | 'text' | 'json-rpc'
  /** Whether MCP 2026-07-28 is known, with its routing headers. */
  readonly modern: boolean
  /** `POST /debug/trace`, and whether its events say in which target's call they happened. */
  readonly trace: 'none' | 'plain' | 'scoped'
  /** Whether a client's answer to a server's question finds its way, or is refused with 500. */
  readonly takesAnswers: boolean
  /** Whether a configured issuer or audience must be in the token at all. */
  readonly requiresClaims: boolean
}

const head: Release = {
  version: '1.4.1',
  gitRevision: '75b4e6ce6',
  refusedStatus: 400,
  noSessionStatus: 400,
  namesEvents: true,
  namesTargets: true,
  versionHeader: 'json-rpc',
  modern: true,
  trace: 'scoped',
  takesAnswers: true,
  requiresClaims: true,
}

/** Each release as what it lacks of the next one; read at the tags named (`head` is after v1.4.1). */
const v14: Release = {
  ...head,
  gitRevision: 'v1.4.1',
  trace: 'plain',
  takesAnswers: false,
  requiresClaims: false,
}
const v13: Release = {
  ...v14,
  version: '1.3.1',
  gitRevision: 'v1.3.1',
  namesEvents: false,
  versionHeader: 'text',
  modern: false,
}
const v12: Release = {
  ...v13,
  version: '1.2.1',
  gitRevision: 'v1.2.1',
  noSessionStatus: 422,
  versionHeader: 'ignored',
}
const v11: Release = { ...v12, version: '1.1.0', gitRevision: 'v1.1.0', trace: 'none' }
/** 1.0.0 itself: 1.0.1 names the targets in its session ids. */
const v10: Release = {
  ...v11,
  version: '1.0.0',
  gitRevision: 'v1.0.0',
  refusedStatus: 500,
  namesTargets: false,
}

const releases = { '1.0': v10, '1.1': v11, '1.2': v12, '1.3': v13, '1.4': v14, head } as const
export type ReleaseName = keyof typeof releases

/** The names, oldest first. */
export const releaseNames = Object.keys(releases) as ReleaseName[] // keys of a const object are its names

/** The release of a name such as `1.2`; `head` where none is given. @throws Error that lists the names */
export function releaseOf(name: string = 'head'): Release {
  const known = releaseNames.find((item) => item === name)
  if (known !== undefined) return releases[known]
  throw new Error(
    `LAB_AGENTGATEWAY_VERSION is "${name}"; it takes one of ${releaseNames.join(', ')}`,
  )
}
