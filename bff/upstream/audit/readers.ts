import type { Config } from '../../config/schema.ts'
import type { AuditEntry, AuditScope } from '../../contract.ts'

export interface Reader {
  subject: string
  groups?: readonly string[]
}

/** How much of the audit an operator may read, by `audit.readers` of the configuration. */
export function scopeOf({ audit }: Pick<Config, 'audit'>, { groups = [] }: Reader): AuditScope {
  const { readers } = audit
  return readers === undefined || groups.some((group) => readers.includes(group))
    ? 'everybody'
    : 'own'
}

export const mayRead = (config: Pick<Config, 'audit'>, reader: Reader, entry: AuditEntry) =>
  entry.operator.subject === reader.subject || scopeOf(config, reader) === 'everybody'
