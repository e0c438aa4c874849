import type { RecordDetail, RecordView, RegistryKind, RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller } from './client.ts'
import { namespaceOf } from './envelope.ts'
import { factsOf, kinds, segmentOf } from './kinds.ts'
import { withoutSecrets } from './list.ts'
import { names, refsOf } from './refs.ts'
import { rowsOf } from './rows.ts'
import { masked, pathText, secretsIn } from './secrets.ts'
import type { Look } from './tables.ts'
import { yamlOf } from './yamlText.ts'

/** More than a page shows; the counts in the row are of all. */
const mostRelated = 200

/** Kinds of which a record may be named by another, and the kinds that do. */
const namedBy: Record<string, RegistryKind[]> = {
  Agent: ['deployments'],
  MCPServer: ['deployments', 'agents'],
  Skill: ['agents'],
  Prompt: ['agents'],
  Plugin: ['agents'],
  Model: ['deployments'],
  Runtime: ['deployments'],
}

/** A record with everything its page shows: its row, what names it or what it names, its text. */
export async function detailOf(
  look: Look,
  caller: RegistryCaller,
  kind: string,
  object: RegistryObject,
): Promise<RecordDetail> {
  const row = await rowOf(look, caller, kind, object)
  const related =
    object.kind === kinds.deployments.kind
      ? await namedIn(look, caller, object)
      : await namersOf(look, caller, object)
  const clean = masked(object)
  return {
    ...row,
    object: clean,
    related: related.slice(0, mostRelated).map(withoutSecrets),
    masked: secretsIn(object).map(({ path }) => pathText(path)),
    yaml: yamlOf(clean),
  }
}

/** The row of this very object, which may be newer than the lists, or another tag than they show. */
async function rowOf(
  look: Look,
  caller: RegistryCaller,
  kind: string,
  object: RegistryObject,
): Promise<RecordView> {
  const around = async (of: RegistryKind) =>
    (await rowsSeen(look, caller, of)).map((row) => row.object)
  const [row = { object }] = rowsOf(kind, [object], {
    deployments: kind === 'deployments' ? [] : await around('deployments'),
    runtimes: kind === 'deployments' ? await around('runtimes') : [],
  })
  if (!factsOf(kind).tagged) return row
  const listed = (await rowsSeen(look, caller, kind)).find((one) => sameName(one.object, object))
  return { ...row, tags: listed?.tags ?? row.tags ?? [] }
}

/** Records that name this one, whichever of its tags. */
export async function namersOf(
  look: Look,
  caller: RegistryCaller,
  object: RegistryObject,
): Promise<RecordView[]> {
  const to = { kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name }
  const lists = await Promise.all(
    (namedBy[object.kind] ?? []).map((kind) => rowsSeen(look, caller, kind)),
  )
  return lists.flat().filter((row) => names(row.object, to))
}

async function namedIn(look: Look, caller: RegistryCaller, object: RegistryObject) {
  const found = await Promise.all(
    refsOf(object).map(async ({ kind, namespace, name }) => {
      const segment = segmentOf(kind)
      const rows = segment === undefined ? [] : await rowsSeen(look, caller, segment)
      return rows.filter(
        (row) => row.object.metadata.name === name && namespaceOf(row.object) === namespace,
      )
    }),
  )
  return found.flat()
}

/** None where the persona may not see that kind. */
async function rowsSeen(
  look: Look,
  caller: RegistryCaller,
  kind: string,
): Promise<readonly RecordView[]> {
  try {
    return await look(caller, kind)
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}

const sameName = (a: RegistryObject, b: RegistryObject): boolean =>
  a.metadata.name === b.metadata.name && namespaceOf(a) === namespaceOf(b)
