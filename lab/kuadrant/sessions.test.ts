import { afterEach, describe, expect, it, vi } from 'vitest'

import { createSessions } from './sessions.ts'

const key = 'k'.repeat(32)
afterEach(() => void vi.useRealTimers())

describe('sessions', () => {
  it('are good for a day, with the key they were made with', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') })
    const sessions = createSessions(key)
    const id = await sessions.mint()
    expect(await sessions.judge(id)).toBe('valid')
    expect(await createSessions('x'.repeat(32)).judge(id)).toBe('invalid')
    vi.setSystemTime(new Date('2026-01-01T23:59:59Z'))
    expect(await sessions.judge(id)).toBe('valid')
    vi.setSystemTime(new Date('2026-01-02T00:00:00Z'))
    expect(await sessions.judge(id)).toBe('invalid')
  })

  it('end one by one', async () => {
    const sessions = createSessions(key)
    const [one, other] = [await sessions.mint(), await sessions.mint()]
    await sessions.end(one)
    await sessions.end('nonsense')
    expect([await sessions.judge(one), await sessions.judge(other)]).toEqual([
      'terminated',
      'valid',
    ])
    expect(await sessions.judge(undefined)).toBe('invalid')
  })

  it('need a key of 32 bytes', () => {
    expect(() => createSessions(key.slice(1))).toThrow(
      'GATEWAY_SIGNING_KEY has less than 32 bytes; set a longer one',
    )
  })
})
