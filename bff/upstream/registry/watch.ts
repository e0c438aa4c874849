import { setTimeout as after } from 'node:timers/promises'

import type { RegistryKind, RegistryObject } from '../../contract.ts'
import type { Hub } from '../../observe/hub.ts'
import { Problem } from '../../problem.ts'
import { changedNames } from './changes.ts'
import type { RegistryCaller } from './client.ts'
import type { Snapshots } from './snapshots.ts'

export interface Watch {
  /**
   * Somebody has been shown a list as that persona: from now on its changes are told, while that sign-in
   * listens.
   */
  note(caller: RegistryCaller, kind: string, shown: readonly RegistryObject[]): void
  /** That list, or a record of it, is what they look at now: its changes are told as soon as may be. */
  regard(caller: RegistryCaller, kind: string): void
  /** An event stream has opened. Answers the function that says that it has closed. */
  listen(): () => void
  /** Reads at once what is due, and tells what changed; `kinds` are due whatever the time. */
  tick(kinds?: readonly string[]): Promise<void>
  /** How old a list may be that is shown, in milliseconds: while it is watched the next reading is near. */
  maxAge(caller: RegistryCaller, kind: string): number
}

export interface WatchParts {
  snapshots: Snapshots
  hub: Hub
  clock: () => number
  /** Milliseconds between two readings of what changes by itself. */
  pollEvery: number
  onLoss: (error: unknown) => void
}

interface Watched {
  caller: RegistryCaller
  kind: string
  /** What was told last; changes are told against it. */
  seen: readonly RegistryObject[]
  /** Unix milliseconds. */
  due: number
  failures: number
  /** Milliseconds that the last reading took; 0 before the first. */
  took: number
  /** Counts up with everything that is looked at; 0 for what was only counted. */
  regarded: number
}

/** Controllers change these without anybody's doing. */
const live = new Set(['deployments', 'runtimes'])
/** The others change when somebody applies something elsewhere. */
const quietTimes = 10
/** A list that took long to read is left alone for as many times as long. */
const restTimes = { live: 3, quiet: 10 }
/** Lists that one sign-in looks at: two kinds between which it goes back and forth, as two personas. */
const mostRegarded = 4
const longestMs = 15_000
const unwatchedAgeMs = 3_000
/** Two personas side by side over a handful of kinds; who looks through more sees the last ones live. */
const mostOfOne = 16
/** Those who look without listening are forgotten before those who looked last. */
const mostOfAll = 1_000

/** Polls the registry while somebody watches, as the personas that are looked through, and tells changes. */
export function createWatch(parts: WatchParts): Watch {
  const { snapshots, hub, clock, pollEvery } = parts
  const watched = new Map<string, Watched>()
  let listeners = 0
  let stop = new AbortController()

  let regards = 0

  /** Milliseconds between two readings. */
  function interval({ kind, took, regarded, caller }: Watched): number {
    if (live.has(kind)) return Math.max(pollEvery, took * restTimes.live)
    const later = ofSignIn(caller).filter((entry) => entry.regarded > regarded).length
    const looked = regarded > 0 && later < mostRegarded
    return Math.max(looked ? pollEvery : pollEvery * quietTimes, took * restTimes.quiet)
  }

  function fresh(about: Pick<Watched, 'caller' | 'kind' | 'seen'>): Watched {
    const entry = { ...about, due: 0, failures: 0, took: 0, regarded: 0 }
    return { ...entry, due: clock() + interval(entry) }
  }

  const ofSignIn = ({ signIn: { id } }: RegistryCaller) =>
    [...watched.values()].filter((entry) => entry.caller.signIn.id === id)

  async function look(key: string, entry: Watched): Promise<void> {
    const { caller, kind } = entry
    const began = clock()
    try {
      // Another sign-in with the same token may have read it a moment ago.
      const options = { maxAge: interval(entry) / 2, unrecorded: true }
      const { objects, took } = await snapshots.read(caller, kind, options)
      if (entry.seen !== objects) tell(entry, changedNames(entry.seen, objects))
      entry.seen = objects
      entry.failures = 0
      entry.took = took
      entry.due = began + interval(entry)
    } catch (error) {
      // A persona that has to sign in, or may not see it, is polled again once somebody looks again.
      if (!(error instanceof Problem)) parts.onLoss(error)
      if (!(error instanceof Problem) || error.status < 500) watched.delete(key)
      entry.failures += 1
      entry.due = began + Math.min(interval(entry) * 2 ** entry.failures, longestMs)
    }
  }

  function tell({ caller, kind }: Watched, names: string[]): void {
    if (names.length === 0) return
    const data = { kind: kind as RegistryKind, names } // kinds that are not known pass through
    hub.publish({ event: 'registry', data }, { signIn: caller.signIn.id })
  }

  /** A sign-in that has a new id goes on watching what it watched. */
  function follow([key, entry]: [string, Watched]): [string, Watched] {
    const { caller, kind } = entry
    const id = hub.idNow(caller.signIn.id)
    if (id === caller.signIn.id) return [key, entry]
    entry.caller = { ...caller, signIn: { ...caller.signIn, id } }
    const moved = keyOf(entry.caller, kind)
    watched.delete(key)
    watched.set(moved, entry)
    return [moved, entry]
  }

  async function tick(kinds: readonly string[] = []): Promise<void> {
    const there = new Set(hub.signIns())
    const now = clock()
    await Promise.all(
      [...watched].map(follow).map(async ([key, entry]) => {
        if (!there.has(entry.caller.signIn.id)) {
          if (now - entry.due > longestMs) watched.delete(key)
        } else if (entry.due <= now || kinds.includes(entry.kind)) await look(key, entry)
      }),
    )
  }

  async function beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await tick()
      await after(pollEvery, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  return {
    tick,
    maxAge(caller, kind) {
      const entry = watched.get(keyOf(caller, kind))
      const polled = entry?.failures === 0 && hub.signIns().includes(caller.signIn.id)
      return polled ? Math.max(interval(entry) * 2, unwatchedAgeMs) : unwatchedAgeMs
    },
    note(caller, kind, shown) {
      const key = keyOf(caller, kind)
      const before = watched.get(key)
      watched.delete(key)
      const lasting = { persona: caller.persona, signIn: caller.signIn }
      const entry = before ?? fresh({ caller: lasting, kind, seen: shown })
      watched.set(key, entry)
      const [oldest] = watched.keys()
      if (watched.size > mostOfAll && oldest !== undefined) watched.delete(oldest)
      const mine = ofSignIn(caller)
      if (mine.length > mostOfOne && mine[0]) watched.delete(keyOf(mine[0].caller, mine[0].kind))
    },
    regard(caller, kind) {
      const entry = watched.get(keyOf(caller, kind))
      if (entry === undefined) return
      entry.regarded = regards += 1
      entry.due = Math.min(entry.due, clock() + interval(entry))
    },
    listen() {
      listeners += 1
      if (listeners === 1) {
        stop = new AbortController()
        void beat(stop.signal)
      }
      let listening = true
      return () => {
        if (!listening) return
        listening = false
        listeners -= 1
        if (listeners === 0) stop.abort()
      }
    },
  }
}

const keyOf = ({ signIn, persona }: RegistryCaller, kind: string) =>
  `${signIn.id} ${persona} ${kind}`
