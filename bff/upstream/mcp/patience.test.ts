import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { failureCode } from '../failure.ts'
import { createPatience } from './patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('silence ends the wait, and every word begins it anew', () => {
  const { signal, heard } = createPatience(1_000)
  vi.advanceTimersByTime(900)
  heard()
  vi.advanceTimersByTime(900)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(100)
  expect(failureCode(signal.reason)).toBe('TIMEOUT')
})

test('no silence counts while a person is asked, by however many questions', () => {
  const { signal, hold } = createPatience(1_000)
  const [first, second] = [hold(), hold()]
  first()
  first()
  vi.advanceTimersByTime(60_000)
  expect(signal.aborted).toBe(false)
  second()
  vi.advanceTimersByTime(1_000)
  expect(signal.aborted).toBe(true)
})

test('what is cancelled says so, and what is over is never late', () => {
  const cancelled = createPatience(1_000)
  cancelled.cancel()
  expect(failureCode(cancelled.signal.reason)).toBe('CANCELLED')
  const over = createPatience(1_000)
  over.over()
  over.heard()
  vi.advanceTimersByTime(60_000)
  expect(over.signal.aborted).toBe(false)
})

test('whoever asked may end it', () => {
  const asking = new AbortController()
  const { signal } = createPatience(1_000, asking.signal)
  asking.abort()
  expect(signal.aborted).toBe(true)
})
