import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { listen, type Listening } from '../testing/listen.ts'
import { remoteKeys } from './remoteKeys.ts'

let idp: Listening
let fetches: number
let answer: { status: number; kid: string; cacheControl?: string }
let clock: number
let warnings: string[]

beforeEach(async () => {
  fetches = 0
  clock = 0
  warnings = []
  answer = { status: 200, kid: 'k1' }
  idp = await listen((_request, response) => {
    fetches += 1
    const { status, kid, cacheControl } = answer
    response
      .writeHead(status, cacheControl === undefined ? {} : { 'cache-control': cacheControl })
      .end(JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', kid }] }))
  })
})
afterEach(() => idp.close())

const minutes = (count: number) => count * 60_000
const source = () =>
  remoteKeys({
    url: `${idp.origin}/certs`,
    cacheDuration: minutes(5),
    warn: (sentence) => warnings.push(sentence),
    now: () => clock,
  })

describe('remote keys', () => {
  it('are not fetched before they are needed, and then once for all who wait', async () => {
    const keys = source()
    expect([fetches, keys.loaded()]).toEqual([0, []])
    await Promise.all([keys.current(), keys.current()])
    expect([fetches, keys.loaded()]).toEqual([1, ['k1']])
  })

  it('live for the cache duration, whatever keys tokens name meanwhile', async () => {
    const keys = source()
    await keys.current()
    answer.kid = 'k2'
    clock = minutes(5) - 1
    expect((await keys.current()).has('k2')).toBe(false)
    clock = minutes(5)
    expect([...(await keys.current()).keys()]).toEqual(['k2'])
    expect(fetches).toBe(2)
  })

  it('live as long as Cache-Control says', async () => {
    answer.cacheControl = 'public, max-age=600'
    const keys = source()
    await keys.current()
    clock = minutes(10) - 1
    await keys.current()
    expect(fetches).toBe(1)
    clock = minutes(10)
    await keys.current()
    expect(fetches).toBe(2)
  })

  it('live a minute at least', async () => {
    answer.cacheControl = 'max-age=0'
    const keys = source()
    await keys.current()
    clock = minutes(1) - 1
    await keys.current()
    expect(fetches).toBe(1)
  })

  it('outlive a failed refresh, which is tried again after 15 seconds', async () => {
    const keys = source()
    await keys.current()
    answer = { status: 503, kid: 'k2' }
    clock = minutes(5)
    expect([...(await keys.current()).keys()]).toEqual(['k1'])
    expect(warnings).toEqual([
      `keys of ${idp.origin}/certs could not be loaded (it answered 503); next try in 15 s`,
    ])
    answer = { status: 200, kid: 'k2' }
    clock += 14_999
    expect([...(await keys.current()).keys()]).toEqual(['k1'])
    clock += 1
    expect([...(await keys.current()).keys()]).toEqual(['k2'])
  })

  it('are none as long as the identity provider is down', async () => {
    const keys = source()
    await idp.close()
    expect((await keys.current()).size).toBe(0)
    expect(warnings).toHaveLength(1)
    idp = await listen(() => undefined)
  })
})
