import { describe, expect, it } from 'vitest'

import { pendingRequests } from './pending.ts'

describe('requests of servers', () => {
  it('keep numbers and texts of several targets apart', () => {
    const pending = pendingRequests()
    const ids = [
      pending.add('one', 0),
      pending.add('two', 0),
      pending.add('one', '0'),
      pending.add('one', 'x'),
    ]
    expect(ids).toEqual(['agw:one:n:0', 'agw:two:n:0', 'agw:one:s:0', 'agw:one:s:x'])
    expect(ids.map((id) => pending.take(id))).toEqual([
      { target: 'one', id: 0 },
      { target: 'two', id: 0 },
      { target: 'one', id: '0' },
      { target: 'one', id: 'x' },
    ])
  })

  it('are answered once', () => {
    const pending = pendingRequests()
    const id = pending.add('one', 0)
    pending.take(id)
    expect(pending.take(id)).toBeUndefined()
  })

  it('beyond 256 push out the oldest', () => {
    const pending = pendingRequests()
    for (let id = 0; id <= 256; id += 1) pending.add('one', id)
    expect(pending.take('agw:one:n:0')).toBeUndefined()
    expect(pending.take('agw:one:n:1')).toEqual({ target: 'one', id: 1 })
    expect(pending.take('agw:one:n:256')).toEqual({ target: 'one', id: 256 })
  })
})
