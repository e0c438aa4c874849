import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'

import { client } from './contract/client.ts'
import { startRuntimes } from './contract/runtimes.ts'
import { startOwn } from './contract/target.ts'

let folder: string
let dataFile: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'))
  dataFile = join(folder, 'registry.db')
})
afterEach(() => rm(folder, { recursive: true }))

test('after a restart everything is there and goes on where it was', async () => {
  const runtimes = await startRuntimes(() => Date.parse('2026-08-14T09:00:00Z'))
  onTestFinished(() => runtimes.close())
  const first = await startOwn({ dataFile, runtimes })
  const token = await client(first).token('admin')
  await client(first).send('/v0/agents/cost-explainer/latest', { method: 'DELETE' })
  await first.turn(700)
  await first.close()

  const second = await startOwn({ dataFile, runtimes })
  const { send } = client(second)
  expect((await send('/v0/agents/cost-explainer', { bearer: token })).status).toBe(404)
  const before = await send('/v0/deployments/solofieldassistant-kagent')
  expect(before.body).toMatchObject({ status: { conditions: [{ reason: 'Accepted' }] } })
  await second.turn(5_000)
  const after = await send('/v0/deployments/solofieldassistant-kagent')
  expect(after.body).toMatchObject({
    status: {
      conditions: expect.arrayContaining([expect.objectContaining({ reason: 'Completed' })]),
    },
  })
  await second.close()
})

test('the data file is for its owner alone', async () => {
  const registry = await startOwn({ dataFile })
  expect((await stat(dataFile)).mode & 0o777).toBe(0o600)
  await registry.close()
})

test('ten thousand agents and deployments are seeded in one go and read page by page', async () => {
  const registry = await startOwn({ scale: 10_000 })
  const { send } = client(registry)
  const count = async (plural: string) => {
    const { text } = await send(`/v0/${plural}?limit=100000`)
    return text.match(/"uid":/g)?.length ?? 0
  }
  expect(await count('agents')).toBe(10_012)
  expect(await count('deployments')).toBe(10_007)
  await registry.close()
}, 20_000)
