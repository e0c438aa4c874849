import { afterEach, beforeEach, expect, test } from 'vitest'

import { type Listening, listen } from '../gateway/testing/listen.ts'
import type { LabService } from '../service.ts'
import { type Lazy, lazily, serviceOf } from './lazy.ts'

let fail = false
let end = Promise.withResolvers<void>()
let count = 0
type Stopping = LabService & { ended: Promise<void> }
let service: Lazy<Stopping>
let at: Listening

beforeEach(async () => {
  fail = false
  count = 0
  end = Promise.withResolvers<void>()
  service = lazily(
    (): Promise<Stopping> => {
      if (fail) return Promise.reject(new Error('gateway.yaml:1:1: it is wrong'))
      count += 1
      const { promise: ended } = end
      return Promise.resolve({
        ended,
        handler: (request, response) => void request.pipe(response.writeHead(200)),
      })
    },
    () => undefined,
    ({ ended }) => ended,
  )
  at = await listen(serviceOf(service, (made) => made).handler)
})
afterEach(() => at.close())

const post = async () => {
  const response = await fetch(at.origin, { method: 'POST', body: 'hello' })
  return [response.status, await response.text()]
}

test('the first request waits for what answers it, and loses nothing of its body', async () => {
  expect(await Promise.all([post(), post()])).toEqual([
    [200, 'hello'],
    [200, 'hello'],
  ])
  expect(count).toBe(1)
})

test('what cannot be made says why, and is tried again', async () => {
  fail = true
  expect(await post()).toEqual([
    503,
    'This part of the lab cannot start. gateway.yaml:1:1: it is wrong\n',
  ])
  fail = false
  expect(await post()).toEqual([200, 'hello'])
})

test('what has stopped of itself is made anew', async () => {
  await post()
  const ended = end
  end = Promise.withResolvers<void>()
  ended.resolve()
  await ended.promise
  await expect.poll(() => service.made()).toBeUndefined()
  await post()
  expect(count).toBe(2)
})

test('what has stopped after it was dropped takes nothing with it', async () => {
  await post()
  const ended = end
  end = Promise.withResolvers<void>()
  await service.drop()
  await post()
  ended.resolve()
  await ended.promise
  await post()
  expect(count).toBe(2)
})
