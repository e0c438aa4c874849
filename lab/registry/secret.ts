import { createHash } from 'node:crypto'

import type { Row } from './row.ts'

/**
 * What is kept of a Secret: its type, whether it may change, the names of its entries and a digest that
 * tells an unchanged one. Nothing in the lab reads the values, so they are not kept at all.
 */
export function withoutValues(
  spec: Record<string, unknown>,
): Pick<Row, 'spec' | 'internal' | 'status'> {
  const { data, stringData, ...rest } = spec
  const entries = [data, stringData]
    .flatMap((values) => Object.entries(typeof values === 'object' ? { ...values } : {}))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    spec: { type: 'Opaque', ...rest },
    status: { dataKeys: [...new Set(entries.map(([key]) => key))] },
    internal: {
      dataDigest: createHash('sha256').update(JSON.stringify(entries)).digest('base64url'),
    },
  }
}
