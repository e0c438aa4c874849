import type { ApplyResult, ApplyView } from '../../contract.ts'
import { redactText } from '../redact.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { currentOf } from './current.ts'
import { recordsAt, textAt } from './envelope.ts'
import { foretell } from './foretell.ts'
import { type ManifestDocument, readManifest } from './manifest.ts'
import { fillIn } from './placeholders.ts'
import { jsonOf } from './read.ts'
import { hintFor } from './refusal.ts'
import { unmask } from './unmask.ts'

export interface ApplyRequest {
  text: string
  dryRun: boolean
  /** For `${NAME}` in the text. */
  values: Record<string, string>
}

/**
 * Applies YAML or JSON. Placeholders without a value, text that cannot be read and masks that stand for
 * nothing are answered without sending anything; each result knows the line of its document.
 */
export async function applyText(
  client: RegistryClient,
  caller: RegistryCaller,
  { text: written, dryRun, values }: ApplyRequest,
): Promise<ApplyView> {
  const { text: filled, missing } = fillIn(written, values)
  if (missing.length > 0) return { outcome: 'placeholders', names: missing }
  const manifest = readManifest(filled)
  if (manifest.problems.length > 0) return { outcome: 'unreadable', problems: manifest.problems }
  const current = (document: ManifestDocument) =>
    currentOf(client, caller, document, 'for its masked values')
  const { text, problems } = await unmask(filled, manifest, current)
  if (problems.length > 0) return { outcome: 'unreadable', problems }

  const wanted = dryRun ? 'try this text' : 'apply this text'
  const answer = await client.request(caller, {
    method: 'POST',
    path: dryRun ? '/v0/apply?dryRun=true' : '/v0/apply',
    label: dryRun ? 'apply, dry run' : 'apply',
    body: { type: 'application/yaml', text },
  })
  const results = recordsAt(jsonOf(answer, wanted), 'results')
  const answered = placed(results, manifest.documents)
  if (dryRun) await foretell(client, caller, answered, readManifest(text).documents)
  return { outcome: 'answered', dryRun, results: answered }
}

/** Gives every result the line of its document; results come in the order of the documents. */
function placed(results: Record<string, unknown>[], documents: ManifestDocument[]): ApplyResult[] {
  const waiting = [...documents]
  return results.map((result) => {
    const kind = textAt(result, 'kind') ?? ''
    const name = textAt(result, 'name') ?? ''
    const at = waiting.findIndex(
      (document) => document.name === name && document.kind.toLowerCase() === kind.toLowerCase(),
    )
    const [document] = at < 0 ? [] : waiting.splice(at, 1)
    const error = textAt(result, 'error')
    const line = document?.line ?? lineIn(error, documents)
    return {
      ...optional(result, 'apiVersion'),
      kind,
      ...optional(result, 'namespace'),
      name,
      ...optional(result, 'tag'),
      status: statusIn(result),
      ...(error === undefined ? {} : { error: explained(error) }),
      ...(line === undefined ? {} : { line }),
    }
  })
}

const optional = <Key extends string>(result: Record<string, unknown>, key: Key) => {
  const value = textAt(result, key)
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, string>> // one key, just read
}

/** A text that does not decode is one result without a name: `decode: document 0: …` (84f7a5e9). */
function lineIn(error: string | undefined, documents: ManifestDocument[]): number | undefined {
  const [, index] = /^decode: document (\d+)/.exec(error ?? '') ?? []
  return index === undefined ? undefined : documents[Number(index)]?.line
}

/** The registry's own words, and what to do where they do not say it. */
function explained(error: string): string {
  const hint = hintFor(error)
  const text = redactText(error)
  return hint.startsWith('Correct it') ? text : `${text} — ${hint}`
}

const statuses = new Set<string>([
  'created',
  'configured',
  'unchanged',
  'staged',
  'deleted',
  'dry-run',
  'failed',
] satisfies ApplyResult['status'][])

/** A status that a newer registry may have is none of these, and not a failure: it is shown as a change. */
function statusIn(result: Record<string, unknown>): ApplyResult['status'] {
  const status = textAt(result, 'status') ?? ''
  if (statuses.has(status)) return status as ApplyResult['status'] // the set holds exactly these
  return textAt(result, 'error') === undefined ? 'configured' : 'failed'
}
