import { hash } from 'node:crypto'

import type { RegistryObject } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { objectOf, textAt } from './envelope.ts'
import { factsOf } from './kinds.ts'
import { jsonOf } from './read.ts'
import { notARegistry } from './refusal.ts'

/** One page as it was read, and what tells it from another reading of the same page. */
interface Page {
  digest: string
  objects: RegistryObject[]
  next: string | undefined
}

/** Everything of one kind that a persona may see, in the registry's order: namespace, name, tag. */
export interface Snapshot {
  pages: Page[]
  /** The very same array as before while nothing has changed. */
  objects: RegistryObject[]
  /** Unix milliseconds. */
  readAt: number
  /** Milliseconds from the first request to the last answer. */
  took: number
}

/** The registry's default is 50 and it has no upper limit (84f7a5e9); arctl asks for 200. */
const usualLimit = 200
/** Who has this many pages has many more: then fewer and larger ones are read sooner. */
const largeLimit = 500
/** Enough for a million records; a cursor that goes on for longer goes in circles. */
const mostPages = 1_000
/** Pages of the usual size, all of which are recorded; later ones would crowd out the log of exchanges. */
const usualPages = 3

export interface Reading {
  kind: string
  /** The reading before: pages that are still the same are not parsed again. */
  before: Snapshot | undefined
  unrecorded: boolean
  clock: () => number
}

/** Follows every cursor. Throws what `readJson` throws; a half-read list is never answered. */
export async function readAll(
  client: RegistryClient,
  caller: RegistryCaller,
  { kind, before, unrecorded, clock }: Reading,
): Promise<Snapshot> {
  const readAt = clock()
  const pages: Page[] = []
  const { words } = factsOf(kind)
  let cursor: string | undefined
  do {
    const number = pages.length + 1
    const answer = await client.request(caller, {
      method: 'GET',
      path: pathOf(kind, number, cursor),
      label: number === 1 ? `list ${words}` : `list ${words}, page ${number}`,
      unrecorded: unrecorded || number > usualPages,
    })
    const digest = hash('sha1', answer.bytes, 'base64')
    const known = before?.pages[number - 1]
    const page =
      answer.status === 200 && known?.digest === digest
        ? known
        : { digest, ...pageOf(jsonOf(answer, `list ${words}`)) }
    if (page.objects === undefined) throw notARegistry(answer)
    pages.push({ ...page, objects: page.objects })
    cursor = page.next
  } while (cursor !== undefined && pages.length < mostPages)
  const same =
    before?.pages.length === pages.length &&
    pages.every(({ objects }, index) => objects === before.pages[index]?.objects)
  const objects = same ? before.objects : pages.flatMap((page) => page.objects)
  return { pages, objects, readAt, took: clock() - readAt }
}

function pathOf(kind: string, page: number, cursor: string | undefined): string {
  const query = new URLSearchParams({
    namespace: 'all',
    limit: String(page > usualPages ? largeLimit : usualLimit),
  })
  // Rows that are being deleted still block their names, so they are shown (agentregistry#686).
  if (kind === 'deployments') query.set('includeTerminating', 'true')
  if (cursor !== undefined) query.set('cursor', cursor)
  return `/v0/${encodeURIComponent(kind)}?${query.toString()}`
}

function pageOf(value: unknown): Pick<Page, 'next'> & { objects?: RegistryObject[] } {
  const next = textAt(value, 'nextCursor')
  const items = isRecord(value) ? value['items'] : undefined
  if (!Array.isArray(items)) return { next }
  return { next, objects: items.flatMap((item) => objectOf(item) ?? []) }
}
