import { isScalar, visit } from 'yaml'

import type { RegistryObject } from '../../contract.ts'
import { mask } from '../redact.ts'
import type { Manifest, ManifestDocument, TextProblem } from './manifest.ts'
import { secretsIn } from './secrets.ts'
import { type Splice, splice, spliceAt } from './splice.ts'

/** What the registry has under the identity of a document; null where it has nothing. */
export type Current = (document: ManifestDocument) => Promise<RegistryObject | null>

/**
 * A text that was shown masked may be applied as it is: each mask means "as it was", and gets the value
 * that the registry has at that path. Where it has none, the mask is a problem and nothing is sent.
 */
export async function unmask(
  text: string,
  { documents, place }: Manifest,
  current: Current,
): Promise<{ text: string; problems: TextProblem[] }> {
  const splices: Splice[] = []
  const problems: TextProblem[] = []
  for (const document of documents) {
    const offsets = masksIn(document)
    if (offsets.size === 0) continue
    const object = await current(document)
    for (const { path, value } of object ? secretsIn(object) : []) {
      const [found] = spliceAt(document.source, path, value)
      if (found && offsets.delete(found.from)) splices.push(found)
    }
    for (const offset of offsets) {
      const message = `${mask} stands for a value that is not shown, and ${document.kind} "${document.name}" has none here. Write the value.`
      problems.push({ ...place(offset), message })
    }
  }
  return { text: splice(text, splices), problems }
}

/** Offsets of the scalars that are nothing but the mask. */
function masksIn({ source }: ManifestDocument): Set<number> {
  const offsets = new Set<number>()
  visit(source, {
    Scalar: (_, node) => {
      if (isScalar(node) && node.value === mask && node.range) offsets.add(node.range[0])
    },
  })
  return offsets
}
