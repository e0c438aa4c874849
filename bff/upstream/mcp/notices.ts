import { randomUUID } from 'node:crypto'

import { LRUCache } from 'lru-cache'

import type { McpNotice } from '../../contract.ts'
import type { Hub } from '../../observe/hub.ts'
import { lineageOf } from '../../session/signIns.ts'
import type { SignIn } from '../../session/types.ts'
import { redactRecord } from '../redactValue.ts'
import type { RpcHeard } from '../wire.ts'

export interface Notices {
  add(
    heard: RpcHeard,
    about: Omit<McpNotice, 'id' | 'at' | 'kind' | 'method' | 'params'>,
    signIn: SignIn,
  ): void
  /** Newest first. */
  list(signIn: SignIn, gateway?: string): McpNotice[]
  forget(signIn: SignIn): void
}

/** Kept of one sign-in, characters of all that are kept, and what a browser is told: it can list the others. */
const most = { each: 200, characters: 32 * 1_048_576, toldPerSecond: 50 }
const mostCounted = 5_000
/** Characters of a notice's parameters; longer ones are shown as the beginning of their text. */
const longestParams = 16_384

interface Kept {
  notice: McpNotice
  size: number
}

/** What servers say without being asked: kept in memory, and told to the sign-in whose persona it reached. */
export function createNotices({ hub, clock }: { hub: Hub; clock: () => number }): Notices {
  const kept = new LRUCache<string, Kept[]>({
    maxSize: most.characters,
    sizeCalculation: (mine) => mine.reduce((sum, { size }) => sum + size, 1),
  })
  const told = new LRUCache<string, { second: number; count: number }>({ max: mostCounted })

  function mayTell(signIn: string): boolean {
    const second = Math.floor(clock() / 1_000)
    const before = told.get(signIn)
    const count = before?.second === second ? before.count + 1 : 1
    told.set(signIn, { second, count })
    return count <= most.toldPerSecond
  }

  return {
    add({ method, params }, about, signIn) {
      const notice: McpNotice = {
        id: randomUUID(),
        at: new Date(clock()).toISOString(),
        ...about,
        kind: kindOf(method),
        method: method.slice(0, 200),
        params: redactedRecord(params, longestParams),
      }
      const mine = kept.get(lineageOf(signIn)) ?? []
      const size = JSON.stringify(notice).length
      kept.set(lineageOf(signIn), [{ notice, size }, ...mine].slice(0, most.each))
      if (mayTell(lineageOf(signIn)))
        hub.publish({ event: 'mcp_notice', data: notice }, { signIn: hub.idNow(signIn.id) })
    },
    list: (signIn, gateway) =>
      (kept.get(lineageOf(signIn)) ?? []).flatMap(({ notice }) =>
        gateway === undefined || notice.gateway === gateway ? [notice] : [],
      ),
    forget: (signIn) => void kept.delete(lineageOf(signIn)),
  }
}

/** MCP 2025-11-25, schema: the notifications of servers. */
const kinds: Readonly<Record<string, McpNotice['kind']>> = {
  'notifications/progress': 'progress',
  'notifications/message': 'log',
  'notifications/tools/list_changed': 'list_changed',
  'notifications/resources/list_changed': 'list_changed',
  'notifications/prompts/list_changed': 'list_changed',
  'notifications/resources/updated': 'resource_updated',
  'notifications/cancelled': 'cancelled',
}

const kindOf = (method: string): McpNotice['kind'] =>
  Object.hasOwn(kinds, method) ? (kinds[method] ?? 'other') : 'other'

/** Without secrets; `{ text }` with the beginning where it is longer than `longest` characters as JSON. */
export function redactedRecord(
  value: Record<string, unknown>,
  longest: number,
): Record<string, unknown> {
  const clean = redactRecord(value)
  const text = JSON.stringify(clean)
  return text.length > longest ? { text: `${text.slice(0, longest)}…` } : clean
}
