import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it, onTestFinished } from 'vitest'

import { sqliteAdapter } from './adapter.ts'
import { openStore } from './store.ts'

it('forgets what has long expired when it opens, and keeps the rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'idp-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'idp.sqlite')
  const store = openStore(file)
  const adapter = sqliteAdapter(store.db)('RefreshToken')
  await adapter.upsert('old', { grantId: 'g' }, -3700)
  await adapter.upsert('late', { grantId: 'g' }, -10)
  await adapter.upsert('fresh', { grantId: 'g' }, 60)
  store.close()

  const reopened = openStore(file)
  onTestFinished(() => reopened.close())
  const kept = sqliteAdapter(reopened.db)('RefreshToken')
  expect(await kept.find('old')).toBeUndefined()
  expect(await kept.find('late')).toEqual({ grantId: 'g' })
  expect(await kept.find('fresh')).toEqual({ grantId: 'g' })
})

it('marks what is used up, keeps models apart and drops a grant with all that hangs on it', async () => {
  const store = openStore(':memory:')
  onTestFinished(() => store.close())
  const adapter = sqliteAdapter(store.db)
  await adapter('RefreshToken').upsert('same', { grantId: 'g' }, 60)
  await adapter('AccessToken').upsert('same', { grantId: 'g' }, 60)
  await adapter('Grant').upsert('g', {}, 60)
  await adapter('RefreshToken').consume('same')
  expect(await adapter('RefreshToken').find('same')).toHaveProperty('consumed')
  expect(await adapter('AccessToken').find('same')).not.toHaveProperty('consumed')
  store.revokeGrant('g')
  for (const [model, id] of [
    ['RefreshToken', 'same'],
    ['AccessToken', 'same'],
    ['Grant', 'g'],
  ] as const)
    expect(await adapter(model).find(id)).toBeUndefined()
})
