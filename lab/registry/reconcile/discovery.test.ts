import { expect, onTestFinished, test } from 'vitest'

import { manifest } from '../../runtimes/kagent/testing.ts'
import { client } from '../contract/client.ts'
import { startRuntimes } from '../contract/runtimes.ts'
import { startOwn } from '../contract/target.ts'

test('an agent that is no longer found is stale after three polls and gone after five', async () => {
  const runtimes = await startRuntimes(Date.now)
  onTestFinished(() => runtimes.close())
  const agents = `${runtimes.kagentUrl}/api/agents`
  await fetch(agents, { method: 'POST', body: JSON.stringify(manifest('by-hand')) })
  const registry = await startOwn({ runtimes })
  onTestFinished(() => registry.close())
  const path = '/v0/deployments/discovered-by-hand'
  const { send } = client(registry)
  await registry.turn(0)
  expect((await send(path)).status).toBe(200)

  await fetch(`${agents}/kagent/by-hand`, { method: 'DELETE' })
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
})
