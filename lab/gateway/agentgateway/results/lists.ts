import { UpstreamFailure } from '../../core/upstreamAnswer.ts'
import { type Call, showsItem } from '../call.ts'
import type { Method } from '../methods.ts'
import type { MergeResults } from '../relay/merge.ts'
import { needsListing, prefixedName, prefixedUri } from '../relay/naming.ts'

type ListMethod = Extract<Method, { kind: 'list' }>
type Item = Record<string, unknown>

/**
 * One list of several: in the order of the targets, then of their lists, only what the rules allow, each
 * item under the name that leads back to its target. `nextCursor` and `_meta` are dropped: only the first
 * page of each target survives, as in the real gateway. Where names are not prefixed, one that two targets
 * have is left out for both (agentgateway 75b4e6c, mcp/handler.rs).
 */
export const mergeLists =
  (call: Call, methodName: string, method: ListMethod): MergeResults =>
  (results) => {
    const listed = results.flatMap(({ target, result }) =>
      itemsOf(result, methodName, method).map((item) => ({ target, item })),
    )
    const ambiguous =
      method.type === 'resource' || !needsListing(call.relay)
        ? new Set<string>()
        : repeated(listed.map(({ item }) => nameOf(item, method.key)))
    return {
      [method.items]: listed
        .filter(({ item }) => !ambiguous.has(nameOf(item, method.key)))
        .filter(({ target, item }) =>
          showsItem(call, target, { type: method.type, name: nameOf(item, method.key) }),
        )
        .map(({ target, item }) => renamed(call, method, target, item)),
    }
  }

function itemsOf(result: Item, methodName: string, { items }: ListMethod): Item[] {
  const list = result[items]
  if (!Array.isArray(list))
    throw new UpstreamFailure(
      `http request failed: upstream returned a result incompatible with \`${methodName}\``,
    )
  return list.filter((item): item is Item => typeof item === 'object' && item !== null)
}

function renamed({ relay }: Call, { key, type }: ListMethod, target: string, item: Item): Item {
  const name = nameOf(item, key)
  const prefixed = type === 'resource' ? prefixedUri : prefixedName
  return name === '' ? item : { ...item, [key]: prefixed(relay, target, name) }
}

/** An item without a name cannot be matched by any rule on names; it is judged as ''. */
const nameOf = (item: Item, key: string): string => {
  const name = item[key]
  return typeof name === 'string' ? name : ''
}

const repeated = (names: readonly string[]): Set<string> =>
  new Set(names.filter((name, index) => names.indexOf(name) !== index))
