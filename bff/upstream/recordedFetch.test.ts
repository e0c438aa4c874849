import { expect, test } from 'vitest'

import { deadOrigin, serve, textOf } from '../testing/serve.ts'
import { upstreamOf } from '../testing/upstream.ts'
import { recordedFetch } from './recordedFetch.ts'

const label = (url: string, init: RequestInit) => `${init.method ?? 'GET'} ${new URL(url).pathname}`

function recorded() {
  const { exchanges } = upstreamOf({ gateways: {} })
  const about = { upstream: 'idp', target: 'solo', owner: 'presenter' } as const
  return { exchanges, fetch: recordedFetch(exchanges, { ...about, label }) }
}

test('the answer is passed on untouched and recorded without its tokens', async () => {
  const { exchanges, fetch } = recorded()
  const { origin } = await serve((request, response) => {
    void textOf(request).then((body) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ access_token: 'opaque', got: body })),
    )
  })
  const response = await fetch(`${origin}/token`, {
    method: 'POST',
    headers: { authorization: 'Basic a2FnZW50OnNlY3JldA==' },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'opaque-refresh' }),
  })
  expect(await response.json()).toEqual({
    access_token: 'opaque',
    got: 'grant_type=refresh_token&refresh_token=opaque-refresh',
  })
  const [summary] = await exchanges.list('presenter', 1)
  expect(await exchanges.one('presenter', summary?.id ?? '')).toMatchObject({
    upstream: 'idp',
    label: 'POST /token',
    state: 'done',
    status: 200,
    requestHeaders: expect.arrayContaining([['authorization', 'Basic ••••']]),
    requestBody: 'grant_type=refresh_token&refresh_token=••••',
    responseBody: '{"access_token":"••••","got":"grant_type=refresh_token&refresh_token=••••"}',
  })
})

test('a provider that is not there fails as fetch fails, and the reason is recorded', async () => {
  const { exchanges, fetch } = recorded()
  await expect(fetch(`${await deadOrigin()}/token`)).rejects.toThrow(TypeError)
  expect(await exchanges.list('presenter', 1)).toMatchObject([{ error: { code: 'ECONNREFUSED' } }])
})
