import type { CallView } from '../contract.ts'
import { createSealedLog, type LogParts } from './sealedLog.ts'

/** The calls that an operator made, for looking again and for replay. */
export interface History {
  /** Never rejects: a call that cannot be kept was still made. */
  keep(owner: string, call: CallView): Promise<void>
  /** Newest first; where calls are so large that a list would hold tens of megabytes, only the newest. */
  list(owner: string, limit: number, gateway?: string): Promise<CallView[]>
  clear(owner: string): Promise<number>
}

export interface HistoryParts extends LogParts {
  /** How many calls an owner keeps. */
  most: number
  onLoss: (error: unknown) => void
}

/** Bytes of sealed calls that one list may open. */
const listedBytes = 16 * 1_048_576

export function createHistory({ most, onLoss, ...parts }: HistoryParts): History {
  const log = createSealedLog<Pick<CallView, 'gateway'>, CallView>(parts, 'call')

  return {
    async keep(owner, call) {
      try {
        await log.append(owner, call.id, { gateway: call.gateway }, call, most)
      } catch (error) {
        onLoss(error)
      }
    },
    async list(owner, limit, gateway) {
      const kept = await log.summaries(owner, gateway === undefined ? limit : most)
      const meant = kept.filter(({ summary }) => [undefined, summary.gateway].includes(gateway))
      const calls: CallView[] = []
      let room = listedBytes
      for (const { id } of meant.slice(0, limit)) {
        const call = await log.one(owner, id)
        room -= call?.size ?? 0
        if (room < 0) break
        if (call) calls.push(call.whole)
      }
      return calls
    },
    clear: (owner) => log.clear(owner),
  }
}
