import { expect, it } from 'vitest'

import { isForeign } from './foreign.ts'

it.each([
  [{ host: '127.0.0.1:18095' }, false],
  [{ host: 'localhost:18095', origin: 'http://localhost:8787' }, false],
  [{ host: '[::1]:18095' }, false],
  [{ host: '127.0.0.1:18095', origin: 'http://evil.test' }, true],
  [{ host: '127.0.0.1:18095', origin: 'null' }, true],
  [{ host: 'evil.test:18095' }, true],
  [{ host: '127.0.0.1.evil.test' }, true],
  [{}, true],
])('%j comes from another machine’s page: %s', (headers, foreign) => {
  expect(isForeign(headers)).toBe(foreign)
})
