import type { Verdict } from '../contract.ts'
import type { Finding } from './verdict/finding.ts'
import { ofHttp } from './verdict/http.ts'
import { ofRpc } from './verdict/rpc.ts'
import type { Trust } from './verdict/token.ts'
import { isEventStream, type WireAnswer } from './wire.ts'

/** What surrounds an answer and cannot be read from it. */
export interface Circumstances {
  /** How sentences call the persona. */
  who: string
  /** `list` for tools/list, where nothing can be hidden. */
  asked: 'list' | 'call'
  listed: Verdict['listed']
  /** Claims of the token that was sent; null when none was. */
  claims: Record<string, unknown> | null
  /** Unix milliseconds. */
  now: number
  trust?: Trust
}

/**
 * What a wire answer says about the request, and no more than it proves: `reached: upstream` needs a
 * result or a literal that only a server behind the gateway produces; "hidden, refused" may be a tool
 * that does not exist.
 */
export function verdict(wire: WireAnswer, about: Circumstances): Verdict {
  const finding = aboutLists(find(wire, about), wire, about)
  const listed = about.asked === 'list' ? 'unknown' : about.listed
  const words = listed === 'unknown' ? finding.outcome : `${listed}, ${finding.outcome}`
  const hint = finding.hint ?? holeHint(finding, listed)
  return {
    outcome: finding.outcome,
    listed,
    words,
    // of a list that came, its length says more than the word does
    sentence: `${about.who}: ${isList(finding, about) ? '' : `${words}. `}${details(finding, wire)}`,
    reached: finding.reached,
    ...(hint === undefined ? {} : { hint }),
    ...(finding.code === undefined ? {} : { code: finding.code }),
    ...(finding.message === undefined ? {} : { message: finding.message }),
  }
}

function find(wire: WireAnswer, { claims, now, trust }: Circumstances): Finding {
  const { message, status } = wire
  if (message !== null && status !== null && !sessionError(message.error?.code, status))
    return ofRpc(message, status, isEventStream(wire.contentType))
  return ofHttp(wire, { claims, now, ...(trust === undefined ? {} : { trust }) })
}

/** The MCP SDKs dress HTTP-level refusals as JSON-RPC errors: -32000 bad request, -32001 no session. */
const sessionError = (code: number | undefined, status: number) =>
  status >= 400 && (code === -32_000 || code === -32_001)

function aboutLists(finding: Finding, wire: WireAnswer, about: Circumstances): Finding {
  if (!isList(finding, about)) return finding
  const tools = wire.message?.result?.['tools']
  if (!Array.isArray(tools))
    return {
      outcome: 'unreachable',
      reached: 'gateway',
      says: 'The answer is not a list of tools.',
    }
  return { ...finding, says: `${tools.length === 1 ? '1 tool' : `${tools.length} tools`}.` }
}

const isList = ({ outcome }: Finding, { asked }: Circumstances) =>
  asked === 'list' && outcome === 'allowed'

function holeHint(finding: Finding, listed: Verdict['listed']): string | undefined {
  if (finding.outcome === 'allowed' && listed === 'hidden')
    return 'The list hides this tool and the call works: the policy covers only one of the two.'
  if (finding.outcome === 'refused' && listed === 'listed')
    return 'The list shows this tool and the call is refused: the policy covers only the call.'
  return undefined
}

/** "HTTP 400 in 5 ms, never reached the upstream." */
function details(finding: Finding, { status, ms }: WireAnswer): string {
  const says = finding.says === undefined ? '' : `${finding.says} `
  if (status === null) return says.trim()
  const time = ms < 1 ? 'less than 1 ms' : `${Math.round(ms)} ms`
  const reach = finding.provenAtGateway === true ? ', never reached the upstream' : ''
  return `${says}HTTP ${status} in ${time}${reach}.`
}
