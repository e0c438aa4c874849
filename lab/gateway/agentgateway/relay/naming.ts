import { isMultiplexing, type Relay, upstreamOf } from './relay.ts'

/** A name that leads to no target. The message is agentgateway's (75b4e6c, mcp/handler.rs). */
export class NoSuchName extends Error {}

/** How a client sees what belongs to a target: always, never, or with several targets only. */
function soleTarget(relay: Relay): string | undefined {
  const [only] = relay.upstreams
  if (isMultiplexing(relay) || relay.backend.prefixMode === 'Always') return undefined
  return only?.target.name
}

/** Whether names say nothing about their target, which then is found by asking all of them. */
export const needsListing = (relay: Relay): boolean =>
  isMultiplexing(relay) && relay.backend.prefixMode === 'Never'

/** A tool's or prompt's name for the client: `<target>_<name>` where it is prefixed. */
export const prefixedName = (relay: Relay, target: string, name: string): string =>
  soleTarget(relay) !== undefined || needsListing(relay) ? name : `${target}_${name}`

/** Target and name of a tool or prompt, split at the first `_`. The target may not exist. */
export function splitName(relay: Relay, name: string): { target: string; name: string } {
  const sole = soleTarget(relay)
  if (sole !== undefined) return { target: sole, name }
  const at = name.indexOf('_')
  if (at < 0) throw new NoSuchName('invalid resource name')
  return { target: name.slice(0, at), name: name.slice(at + 1) }
}

const ui = 'ui://'

/** RFC 3986 §3.1. */
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/

/** A resource's URI for the client: `<target>+<uri>`, but `ui://<target>+rest` keeps its scheme in front. */
export function prefixedUri(relay: Relay, target: string, uri: string): string {
  if (soleTarget(relay) !== undefined || !scheme.test(uri)) return uri
  return uri.startsWith(ui) ? `${ui}${target}+${uri.slice(ui.length)}` : `${target}+${uri}`
}

/** @throws NoSuchName for an unprefixed URI, or a prefix that is no target */
export function splitUri(relay: Relay, uri: string): { target: string; name: string } {
  const sole = soleTarget(relay)
  if (sole !== undefined) return { target: sole, name: uri }
  const own = uri.startsWith(ui) ? ui : ''
  const { target, name } = splitAtPlus(relay, uri.slice(own.length), 'invalid resource URI')
  if (name.startsWith(ui)) throw new NoSuchName('invalid resource URI')
  return { target, name: own + name }
}

/** A task's id for the client: `<target>+<id>`. */
export const prefixedTask = (relay: Relay, target: string, id: string): string =>
  soleTarget(relay) === undefined ? `${target}+${id}` : id

/** @throws NoSuchName as `splitUri` */
export function splitTask(relay: Relay, id: string): { target: string; name: string } {
  const sole = soleTarget(relay)
  return sole === undefined ? splitAtPlus(relay, id, 'invalid task id') : { target: sole, name: id }
}

function splitAtPlus(relay: Relay, text: string, fault: string): { target: string; name: string } {
  const at = text.indexOf('+')
  if (at < 0) throw new NoSuchName(fault)
  const target = text.slice(0, at)
  if (upstreamOf(relay, target) === undefined) throw new NoSuchName(`unknown service ${target}`)
  return { target, name: text.slice(at + 1) }
}
