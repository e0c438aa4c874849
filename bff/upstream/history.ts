import type { CallView } from '../contract.ts'
import type { Sealer } from '../session/seal.ts'
import type { Store } from '../session/store/contract.ts'

/** The calls that an operator made, for looking again and for replay. */
export interface History {
  /** Never rejects: a call that cannot be kept was still made. */
  keep(owner: string, call: CallView): Promise<void>
  /** Newest first. */
  list(owner: string, limit: number, gateway?: string): Promise<CallView[]>
  clear(owner: string): Promise<number>
}

export interface HistoryParts {
  store: Store
  seal: Sealer
  /** How many calls an owner keeps. */
  most: number
  onLoss: (error: unknown) => void
}

const sealPlace = (owner: string, id: string) => `call.${owner}.${id}`

export function createHistory({ store, seal, most, onLoss }: HistoryParts): History {
  /** Nothing where its key has left the ring: the others are still worth showing. */
  function opened(owner: string, id: string, data: Uint8Array): CallView[] {
    try {
      return [seal.open<CallView>(sealPlace(owner, id), data)]
    } catch {
      return []
    }
  }

  return {
    async keep(owner, call) {
      try {
        const data = seal.seal(sealPlace(owner, call.id), call)
        await store.append('call', owner, call.id, data, most)
      } catch (error) {
        onLoss(error)
      }
    },
    async list(owner, limit, gateway) {
      const entries = await store.entries('call', owner, gateway === undefined ? limit : most)
      return entries
        .flatMap(({ id, data }) => opened(owner, id, data))
        .filter((call) => gateway === undefined || call.gateway === gateway)
        .slice(0, limit)
    },
    clear: (owner) => store.clear('call', owner),
  }
}
