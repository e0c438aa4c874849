import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import type { BffEvent, ChatEvent, ChatTarget, StopView } from '../contract.ts'
import { createHub } from '../observe/hub.ts'
import { Problem } from '../problem.ts'
import { createSealer } from '../session/seal.ts'
import { openSqliteStore } from '../session/store/sqlite.ts'
import type { SignIn } from '../session/types.ts'
import type { AdapterEvent, ChatAdapter, ChatPlace, Turn } from '../upstream/chat/adapter.ts'
import type { Asked } from '../upstream/chat/admission.ts'
import { type Chat, createChat } from '../upstream/chat/chat.ts'
import type { RunEvents } from '../upstream/chat/runEvents.ts'
import { eventOf } from '../upstream/chat/views.ts'
import { noon, signInOf } from './upstream.ts'

/**
 * An agent whose every event the test says, by `say`; it ends with `end`, or by itself after an ending.
 * @public It is named in types that leave this file.
 */
export class ScriptedAgent implements ChatAdapter {
  readonly name = 'scripted'
  /** Every turn that was begun or resumed, and every stop, in order. */
  readonly turns: Turn[] = []
  readonly stops: Turn[] = []
  readonly ended: string[] = []
  /** What a stop answers. */
  stopped: StopView = { outcome: 'stopped_listening', sentence: 'Stopped listening.' }
  /** What a resume yields. */
  resumed: AdapterEvent[] = []
  #pending: (AdapterEvent | Error | null)[] = []
  #wake = Promise.withResolvers<void>()

  say(...events: AdapterEvent[]): void {
    this.#push(...events)
  }

  /** Ends the stream without an event; with `error`, throws it. */
  end(error: Error | null = null): void {
    this.#push(error)
  }

  async *run(turn: Turn): AsyncGenerator<AdapterEvent> {
    this.turns.push(turn)
    for (;;) {
      const next = this.#pending.shift()
      if (next === undefined) {
        await this.#wake.promise
        continue
      }
      if (next instanceof Error) throw next
      if (next === null) return
      yield next
    }
  }

  async stop(turn: Turn): Promise<StopView> {
    this.stops.push(turn)
    return this.stopped
  }

  async *resume(turn: Turn): AsyncGenerator<AdapterEvent> {
    this.turns.push(turn)
    yield* this.resumed
  }

  async endSession({ conversation }: Omit<Turn, 'run' | 'input'>): Promise<void> {
    this.ended.push(conversation)
  }

  #push(...events: (AdapterEvent | Error | null)[]): void {
    this.#pending.push(...events)
    this.#wake.resolve()
    this.#wake = Promise.withResolvers()
  }
}

const place: ChatPlace = {
  deployment: 'helper',
  namespace: 'default',
  runtime: 'kagent-1',
  runtimeType: 'Kagent',
  remoteId: 'helper',
}
const target: ChatTarget = {
  deployment: 'helper',
  agent: { name: 'helper', tag: '1' },
  runtime: 'kagent-1',
  runtimeType: 'Kagent',
  adapter: 'scripted',
  personas: ['admin', 'alice'],
  available: true,
  stop: { kind: 'stops_listening', sentence: 'Stops listening.' },
  canEndSession: true,
  offlineModel: true,
  suggestions: [],
  limits: { messageBytes: 100 },
}

export type ChatLimits = Parameters<typeof createChat>[0]['limits']

/** The chat service over a real store and a scripted agent. `gone` deployments are not found. */
export function chatOf(limits: Partial<ChatLimits> = {}, folder = newFolder()) {
  const agent = new ScriptedAgent()
  const store = openSqliteStore(join(folder, 'chat.db'))
  const seal = createSealer([{ id: 'k1', key: Buffer.alloc(32, 7) }])
  const hub = createHub()
  const told: { event: BffEvent; subject: string | undefined }[] = []
  const losses: unknown[] = []
  const time = { now: noon }
  /** What is known of the deployment; `read` may take its time. */
  const records = {
    gone: false,
    unavailable: undefined as string | undefined,
    read: async (_signal?: AbortSignal): Promise<void> => undefined,
  }
  const chat: Chat = createChat({
    store,
    seal,
    hub: {
      ...hub,
      publish: (event, to = {}) => {
        told.push({ event, subject: to.subject })
        hub.publish(event, to)
      },
    },
    clock: () => time.now,
    onLoss: (error) => void losses.push(error),
    adapters: { of: () => agent },
    places: {
      async find({ deployment, namespace, signal }) {
        await records.read(signal)
        if (records.gone) throw new Problem(404, 'not_found', `There is no ${deployment}.`)
        const { unavailable: reason } = records
        const found = { ...place, deployment, namespace }
        if (reason === undefined) return { target, place: found }
        return { target: { ...target, available: false, reason }, place: null }
      },
    },
    limits: {
      messageBytes: 100,
      runsAtOnce: 3,
      conversationsKept: 5,
      eventsPerRun: 1_000,
      runFor: 1_800_000,
      ...limits,
    },
  })
  onTestFinished(async () => {
    await chat.close()
    await store.close()
  })
  return { agent, chat, store, seal, hub, told, losses, time, records, folder }
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-chat-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A question of alice's at the deployment `helper`, in a conversation and run of its own. */
export function question(over: Partial<Asked> & { text?: string; by?: string } = {}): Asked {
  const { text = 'What is a TrafficPolicy?', by = 'alice', ...rest } = over
  const signIn: SignIn = signInOf(by)
  return {
    signIn,
    deployment: 'helper',
    usualPersona: 'admin',
    conversation: randomUUID(),
    run: randomUUID(),
    input: { kind: 'text', text },
    ...rest,
  }
}

export const whichOf = ({ signIn, conversation, deployment }: Asked) => ({
  owner: signIn.operator.subject,
  conversation,
  deployment,
})

/** All events of a run, once it has ended. */
export async function eventsWhenEnded(events: RunEvents): Promise<ChatEvent[]> {
  while (!events.ended) await events.changed(events.last, new AbortController().signal)
  return (await events.all()).slice(1).map(eventOf)
}

export const types = (events: ChatEvent[]): string[] =>
  events.map((event) => (event.type === 'CUSTOM' ? event.name : event.type))

export const textEvents = (id: string, ...deltas: string[]): AdapterEvent[] => [
  { type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant' },
  ...deltas.map((delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: id, delta }) as const),
  { type: 'TEXT_MESSAGE_END', messageId: id },
]

/** The names in an ending are the service's: whatever an adapter says there is replaced. */
export const finished: AdapterEvent = {
  type: 'RUN_FINISHED',
  threadId: 'wrong',
  runId: 'wrong',
  outcome: { type: 'success' },
}
