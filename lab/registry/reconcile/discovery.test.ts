import { expect, test } from 'vitest'

import type { Discovered } from '../adapters/adapter.ts'
import { labAdapters } from '../adapters/lab.ts'
import { client } from '../contract/client.ts'
import { startOwn } from '../contract/target.ts'

test('a workload that is no longer found is stale after three polls and gone after five', async () => {
  const found: Discovered[] = [
    { name: 'one', target: 'one', targetKind: 'Agent', id: 'one', endpoint: 'http://e/' },
  ]
  const { Kagent, ...others } = labAdapters()
  if (!Kagent) throw new Error('the lab has a Kagent adapter')
  const registry = await startOwn({
    adapters: { ...others, Kagent: { ...Kagent, discover: async () => found } },
  })
  const path = '/v0/deployments/discovered-one'
  const { send } = client(registry)
  await registry.turn(0)
  expect((await send(path)).status).toBe(200)

  found.length = 0
  await registry.turn(120_000)
  expect((await send(path)).body).toMatchObject({
    status: { conditions: [{ type: 'Discovered', status: 'True' }] },
  })
  await registry.turn(60_000)
  expect((await send(path)).body).toMatchObject({
    status: { conditions: [{ type: 'Discovered', status: 'Unknown', reason: 'Stale' }] },
  })
  await registry.turn(120_000)
  expect((await send(path)).status).toBe(404)
  await registry.close()
})
