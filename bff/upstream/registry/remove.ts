import type { RecordView, RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { namersOf } from './detail.ts'
import { isTerminating, namespaceOf, textAt } from './envelope.ts'
import { factsOf } from './kinds.ts'
import { jsonOf } from './read.ts'
import { pathOf, readRecord, type RecordPlace } from './record.ts'
import { originOf } from './rows.ts'
import type { Look } from './tables.ts'

/**
 * Deletes a record, all its tags where none is named, and says what stays behind: the registry checks no
 * references and removes nothing else (agentregistry 84f7a5e9). Throws Problem 409 for what was only
 * found on a runtime, and those of `readRecord` and `refusal`.
 */
export async function removeRecord(
  parts: { client: RegistryClient; look: Look },
  caller: RegistryCaller,
  place: RecordPlace,
): Promise<string[]> {
  const object = await readRecord(parts, caller, place)
  refuseDiscovered(object, 'deleted')
  const dependants = await namersOf(parts.look, caller, object)
  const { all, meant } = await tagsOf(parts.look, caller, place, object)
  for (const tag of meant) {
    const at = tag === undefined ? '' : `:${tag}`
    const what = `delete the ${object.kind} "${place.name}${at}"`
    const label = `delete ${object.kind} ${place.name}${at}`
    jsonOf(
      await parts.client.request(caller, {
        method: 'DELETE',
        path: pathOf({ ...place, namespace: namespaceOf(object), tag }),
        label,
      }),
      what,
    )
  }
  const kept = all.filter((tag) => !meant.includes(tag))
  return leftBehind(object, dependants, kept)
}

/** What was found on a runtime belongs to whoever put it there. */
export function refuseDiscovered(object: RegistryObject, done: string): void {
  if (originOf(object) === 'managed') return
  throw new Problem(
    409,
    'conflict',
    `"${object.metadata.name}" was found on ${textAt(object.spec, 'runtimeRef', 'name') ?? 'a runtime'}; the registry did not make it, so it cannot be ${done} here.`,
    { upstream: 'registry', hint: 'Change it on the runtime itself; its row follows.' },
  )
}

async function tagsOf(
  look: Look,
  caller: RegistryCaller,
  { kind, name, tag }: RecordPlace,
  object: RegistryObject,
): Promise<{ all: string[]; meant: (string | undefined)[] }> {
  if (!factsOf(kind).tagged) return { all: [], meant: [undefined] }
  const rows = await look(caller, kind)
  const row = rows.find(
    (one) => one.object.metadata.name === name && namespaceOf(one.object) === namespaceOf(object),
  )
  const all = row?.tags ?? [object.metadata.tag ?? '']
  return { all, meant: tag === undefined ? all : [tag] }
}

/** Sentences about what a deletion does not take along. `kept` are tags of the same name. */
function leftBehind(
  object: RegistryObject,
  dependants: readonly RecordView[],
  kept: readonly string[],
): string[] {
  const { kind, metadata, spec } = object
  const users = dependants.filter((row) => !isTerminating(row.object))
  const names = listed(users.map((row) => row.object.metadata.name))
  const sentences: string[] = []
  if (kind === 'Deployment') {
    const target = `${textAt(spec, 'targetRef', 'kind') ?? 'Agent'} ${textAt(spec, 'targetRef', 'name') ?? ''}`
    const runtime = textAt(spec, 'runtimeRef', 'name') ?? ''
    sentences.push(
      `The row stays, as terminating, until ${runtime} has removed the workload; until then its name is taken.`,
      `The ${target} and the Runtime ${runtime} stay.`,
    )
  } else if (kind === 'Runtime' && users.length > 0)
    sentences.push(
      `${counted(users.length, 'deployment')} named this runtime: ${names}. What they run keeps running there, and undeploying them no longer removes it.`,
    )
  else if (kept.length > 0) sentences.push(`Other tags stay: ${listed(kept)}.`)
  else if (users.length > 0)
    sentences.push(
      `${counted(users.length, 'record')} still ${users.length === 1 ? 'names' : 'name'} ${metadata.name}: ${names}. What already runs keeps running; the next reconcile reports ReferencePending.`,
    )
  return sentences
}

const mostNamed = 5

const listed = (names: readonly string[]): string =>
  names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
