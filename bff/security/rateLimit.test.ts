import type { IncomingMessage } from 'node:http'

import { expect, test } from 'vitest'

import { clientOf } from './rateLimit.ts'

const from = (forwarded: string | undefined) =>
  ({
    socket: { remoteAddress: '10.0.0.9' },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage // all that is looked at

test.each([
  [0, '1.1.1.1', '10.0.0.9'],
  [1, '1.1.1.1', '1.1.1.1'],
  [1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
  [2, '6.6.6.6, 1.1.1.1,10.0.0.8', '1.1.1.1'],
  [2, '1.1.1.1', '1.1.1.1'],
  [1, undefined, '10.0.0.9'],
  [1, '', '10.0.0.9'],
])('behind %i proxies with %j the client is %s', (proxies, forwarded, client) => {
  expect(clientOf(from(forwarded), proxies)).toBe(client)
})
