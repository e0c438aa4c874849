import { describe, expect, it } from 'vitest'

import { createCodec, type Envelope } from './envelope.ts'

const state: Envelope = {
  t: 'mcp',
  s: [{ t: 'everything', s: '042e565e-1289-4999-938d-a1f34a30932f' }],
}
const id =
  'eyJ0IjoibWNwIiwicyI6W3sidCI6ImV2ZXJ5dGhpbmciLCJzIjoiMDQyZTU2NWUtMTI4OS00OTk5LTkzOGQtYTFmMzRhMzA5MzJmIn1dfQ'
const key = '0123456789abcdef'.repeat(4)

describe('without a key', () => {
  const codec = createCodec()

  it('is the captured header value of the product, byte for byte', () => {
    expect(codec.encode(state)).toBe(id)
    expect(codec.decode(id)).toEqual(state)
  })

  it('takes the empty one that was seen in the wild', () => {
    expect(codec.decode('eyJ0IjoibWNwIiwicyI6W119')).toEqual({ t: 'mcp', s: [] })
  })

  it.each([
    ['padding', `${codec.encode({ t: 'mcp', s: [{}] })}=`],
    ['a plus sign', id.replace('e', '+')],
    ['a slash', id.replace('e', '/')],
    ['bits left over', 'eyJ0IjoibWNwIiwicyI6W10gfR'],
    ['text that is not JSON', Buffer.from('nope').toString('base64url')],
    ['an encrypted id', createCodec(key).encode(state)],
    ['nothing', ''],
  ])('does not take %s', (_what, wrong) => {
    expect(codec.decode(wrong)).toBeUndefined()
  })
})

describe('with a key', () => {
  const codec = createCodec(key)

  it('is another text each time, in standard base64, and says the same', () => {
    const [one, two] = [codec.encode(state), codec.encode(state)]
    expect(one).not.toBe(two)
    expect([codec.decode(one), codec.decode(two)]).toEqual([state, state])
    expect(Buffer.from(one, 'base64').length).toBe(12 + JSON.stringify(state).length + 16)
  })

  it.each([
    ['one that was changed', (sealed: Buffer) => sealed.fill(sealed[20] === 0 ? 1 : 0, 20, 21)],
    ['one that was cut', (sealed: Buffer) => sealed.subarray(0, 27)],
  ])('does not take %s', (_what, spoil) => {
    const sealed = spoil(Buffer.from(codec.encode(state), 'base64'))
    expect(codec.decode(sealed.toString('base64'))).toBeUndefined()
  })

  it('does not take one of another key, or one that is not encrypted', () => {
    const other = createCodec('f'.repeat(64))
    expect(codec.decode(other.encode(state))).toBeUndefined()
    expect(codec.decode(id)).toBeUndefined()
  })
})
