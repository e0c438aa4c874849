import type { ApplyResult } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { currentOf } from './current.ts'
import { defaultNamespace } from './envelope.ts'
import { segmentOf } from './kinds.ts'
import type { ManifestDocument } from './manifest.ts'
import { wouldDo } from './would.ts'

/** Each costs a request beside the dry run itself. */
const mostForetold = 50

/** Adds to a dry run's results what each document would do; what the persona may not read stays untold. */
export async function foretell(
  client: RegistryClient,
  caller: RegistryCaller,
  results: ApplyResult[],
  documents: ManifestDocument[],
): Promise<void> {
  const told = new Set<string>()
  const asked = documents.slice(0, mostForetold).map(async (document) => {
    const { kind, namespace, name, tag, line } = document
    const result = results.find((each) => each.line === line && each.status === 'dry-run')
    const place = [kind.toLowerCase(), namespace ?? defaultNamespace, name, tag].join('/')
    // A second document of one record would meet what the first has left there.
    if (result === undefined || segmentOf(kind) === undefined || told.has(place)) return
    told.add(place)
    try {
      const record = await currentOf(client, caller, document, 'to tell what a dry run would do')
      const would = wouldDo(document.value, record)
      if (would !== undefined) result.would = would
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  })
  await Promise.all(asked)
}
