import type { DatabaseSync } from 'node:sqlite'

import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/**
 * oidc-provider's storage on SQLite: sessions, grants, codes, refresh tokens, interactions and the
 * records of access tokens outlive a restart and a key rotation. One table; the model is a column.
 */
export function sqliteAdapter(db: DatabaseSync): AdapterFactory {
  const upsert = db.prepare(`
    INSERT INTO artifact (model, id, payload, grant_id, uid, user_code, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, unixepoch() + ?)
    ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
      uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`)
  const consume = db.prepare(
    'UPDATE artifact SET consumed_at = unixepoch() WHERE model = ? AND id = ?',
  )
  const destroy = db.prepare('DELETE FROM artifact WHERE model = ? AND id = ?')
  const revoke = db.prepare('DELETE FROM artifact WHERE model = ? AND grant_id = ?')
  const select = (column: 'id' | 'uid' | 'user_code') =>
    db.prepare(`SELECT payload, consumed_at FROM artifact WHERE model = ? AND ${column} = ?`)
  const byId = select('id')
  const byUid = select('uid')
  const byUserCode = select('user_code')

  const read = (statement: typeof byId, model: string, key: string): AdapterPayload | undefined => {
    const row = statement.get(model, key)
    if (row === undefined) return undefined
    const payload: AdapterPayload = JSON.parse(String(row['payload']))
    return row['consumed_at'] === null ? payload : { ...payload, consumed: row['consumed_at'] }
  }

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const { grantId = null, uid = null, userCode = null } = payload
      upsert.run(model, id, JSON.stringify(payload), grantId, uid, userCode, expiresIn ?? null)
    },
    find: async (id) => read(byId, model, id),
    findByUid: async (uid) => read(byUid, model, uid),
    findByUserCode: async (userCode) => read(byUserCode, model, userCode),
    consume: async (id) => void consume.run(model, id),
    destroy: async (id) => void destroy.run(model, id),
    revokeByGrantId: async (grantId) => void revoke.run(model, grantId),
  })
}
