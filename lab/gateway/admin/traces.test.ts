import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { compile } from '../cel/expression.ts'
import type { Received } from '../core/exchange.ts'
import { createTraces, type TraceSink } from './traces.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Of a request only what an expression reads. */
const received = {
  request: { httpVersion: '1.1', socket: {} },
  headers: new Headers({ 'x-console-trace': 'mine' }),
} as unknown as Received

/** What was written so far, and whether it ended. */
function sink(): TraceSink & { written: string[]; ended: boolean } {
  const written: string[] = []
  return {
    written,
    ended: false,
    write: (text) => void written.push(text),
    end() {
      this.ended = true
    },
  }
}

it('says that it is ready, and each second that it still is, until a request comes', () => {
  const traces = createTraces(true)
  const one = sink()
  traces.watch(undefined, one)
  vi.advanceTimersByTime(2000)
  expect(one.written).toEqual([': ready\n\n', ': keepalive\n\n', ': keepalive\n\n'])
  traces.join(received)
  vi.advanceTimersByTime(5000)
  expect(one.written).toHaveLength(3)
})

it('is one-shot', () => {
  const traces = createTraces(true)
  traces.watch(undefined, sink())
  expect(traces.join(received)).toBeDefined()
  expect(traces.join(received)).toBeUndefined()
})

it('takes no request away once its reader left', () => {
  const traces = createTraces(true)
  const stop = traces.watch(undefined, sink())
  stop()
  expect(traces.join(received)).toBeUndefined()
})

it('passes over a request for which its expression is false or fails', () => {
  const traces = createTraces(true)
  traces.watch(compile('request.headers["x-console-trace"] == "another"'), sink())
  traces.watch(compile('request.headers["x-absent"] == "mine"'), sink())
  expect(traces.join(received)).toBeUndefined()
  traces.watch(compile('request.headers["x-console-trace"] == "mine"'), sink())
  expect(traces.join(received)).toBeDefined()
})

it('holds 32 events, loses what comes too fast without a word, and ends all the same', () => {
  const one = sink()
  const traces = createTraces(true)
  traces.watch(undefined, one)
  const observe = traces.join(received)
  for (let count = 0; count < 40; count += 1)
    observe?.({ type: 'backendCallStart', target: `t${count}` })
  observe?.({ type: 'requestFinished', status: 200, error: null })
  vi.runAllTimers()
  expect(one.written).toHaveLength(1 + 32)
  expect(one.written.at(-1)).toContain('"t31"')
  expect(one.ended).toBe(true)
})

it('loses nothing that comes slowly', () => {
  const one = sink()
  const traces = createTraces(true)
  traces.watch(undefined, one)
  const observe = traces.join(received)
  for (let count = 0; count < 40; count += 1) {
    observe?.({ type: 'backendCallStart', target: `t${count}` })
    vi.runAllTimers()
  }
  expect(one.written).toHaveLength(1 + 40)
})

it('names the target in front of a call’s events since v1.4.1 only', () => {
  const written = [true, false].map((scoped) => {
    const one = sink()
    const traces = createTraces(scoped)
    traces.watch(undefined, one)
    traces.join(received)?.({ type: 'backendCallStart', target: 'solo-kb' })
    vi.runAllTimers()
    return one.written.at(-1)
  })
  expect(written[0]).toContain('"scope":["mcp solo-kb"]')
  expect(written[1]).not.toContain('scope')
})
