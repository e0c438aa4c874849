import { type Decoded, decodeDocuments } from './decode.ts'
import { DecodeError } from './kinds/refusal.ts'
import { withTextScalars } from './kinds/scalars.ts'
import { removalAction, remove } from './remove.ts'
import { apiVersion } from './row.ts'
import { allowed, refusalWords } from './scope.ts'
import { messageOf, property, text } from './untyped.ts'
import type { Asker, World } from './world.ts'
import { type Outcome, Refusal, identityOf, terminatingWords, write } from './write.ts'

/** What became of one document. Go leaves empty strings out, except for the first and `name`. */
export interface ApplyResult {
  apiVersion: string
  kind: string
  namespace?: string
  name: string
  tag?: string
  status: Outcome | 'deleted' | 'failed'
  error?: string
}

/**
 * Applies a stream of documents in order; a failed one does not stop the rest. Always answers results:
 * a stream that does not decode is one failed result without a name.
 */
export function applyBatch(world: World, asker: Asker, stream: string, dryRun: boolean) {
  return eachDocument(world, stream, ({ kind, document }) => {
    try {
      return { status: write(world, asker, kind, document, dryRun).outcome }
    } catch (error) {
      if (error instanceof Refusal) return { status: 'failed', error: words(error) }
      throw error
    }
  })
}

/** Deletes what the documents name. Their specs need not be valid; without a tag, every tag goes. */
export function deleteBatch(world: World, asker: Asker, stream: string, dryRun: boolean) {
  return eachDocument(world, stream, ({ kind, document }) => {
    const at = identityOf(kind, document)
    const tagged = kind.tagged && hasTag(document)
    const rows = kind.tagged
      ? world.store.tags(at.kind, at.namespace, at.name)
      : [world.store.get(at)].filter((row) => row !== undefined)
    const meant = tagged ? rows.filter(({ tag }) => tag === at.tag) : rows
    const denied = meant.find((row) => !allowed(asker, removalAction(kind), row.scope))
    if (denied)
      return {
        status: 'failed',
        error: `forbidden: ${denied.scope.kind === 'admin' ? refusalWords(denied.scope) : `requires ${removalAction(kind)} on ${denied.scope.kind} ${JSON.stringify(denied.scope.name)}`}`,
      }
    if (meant.length === 0)
      return {
        status: 'failed',
        error: `not found: ${at.namespace}/${at.name}${tagged ? `/${at.tag}` : ''}`,
      }
    if (dryRun) return { status: 'dry-run' }
    for (const row of meant) remove(world, row)
    return { status: 'deleted' }
  })
}

function eachDocument(
  world: World,
  stream: string,
  handle: (decoded: Decoded) => Pick<ApplyResult, 'status' | 'error'>,
): { results: ApplyResult[] } {
  let documents: Decoded[]
  try {
    documents = decodeDocuments(stream, world.kinds).map(typed)
  } catch (error) {
    return {
      results: [
        {
          apiVersion: '',
          kind: '',
          name: '',
          status: 'failed',
          error: `decode: ${messageOf(error)}`,
        },
      ],
    }
  }
  return { results: documents.map((decoded) => ({ ...about(decoded), ...outcome(decoded) })) }

  function outcome(decoded: Decoded): Pick<ApplyResult, 'status' | 'error'> {
    const { kind, writtenKind } = decoded
    if (writtenKind === kind.kind) return handle(decoded)
    return {
      status: 'failed',
      error: `unknown or unconfigured kind ${JSON.stringify(writtenKind)}`,
    }
  }
}

/** A value of the wrong JSON type stops the stream before its first document is written. */
function typed(decoded: Decoded, index: number): Decoded {
  const { kind, document } = decoded
  try {
    return { ...decoded, document: withTextScalars(kind, document) }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    throw new Error(
      `document ${index}: v1alpha1: decode ${kind.kind}: error unmarshaling JSON: while decoding JSON: ${error.message}`,
      { cause: error },
    )
  }
}

function about({ kind, writtenKind, document }: Decoded): Omit<ApplyResult, 'status' | 'error'> {
  const { namespace, name, tag } = identityOf(kind, document)
  const shown = kind.tagged && (hasTag(document) || tag)
  return { apiVersion, kind: writtenKind, namespace, name, ...(shown && { tag }) }
}

const hasTag = ({ metadata }: Record<string, unknown>): boolean =>
  text(property(metadata, 'tag'), '') !== ''

function words(refusal: Refusal): string {
  if (refusal.stage === 'terminating') return terminatingWords('object', refusal)
  // Its own check writes the stage in front, because only that check knows it.
  if (refusal.stage === 'registries') return refusal.message
  return `${refusal.stage}: ${refusal.message}`
}
