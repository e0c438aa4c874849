import { type LoaderFunctionArgs, replace } from 'react-router'

import { queryClient } from '../../api/queryClient.ts'
import { loadRegistry } from '../../records/loadRegistry.ts'
import { chatTargetQuery } from '../queries.ts'
import { readCompare, writeCompare } from './address.ts'
import { chooseDeployments } from './choose.ts'
import { detailQuery, readyQuery } from './queries.ts'

const load = loadRegistry(1, ({ as: [as = ''] }) => [queryClient.fetchQuery(readyQuery(as))])

/** Reads the columns; where the address names fewer than two Deployments, it comes to name some. */
export async function loader(args: LoaderFunctionArgs): Promise<Response | null> {
  const elsewhere = await load(args)
  if (elsewhere) return elsewhere
  const url = new URL(args.request.url)
  const as = url.searchParams.get('as') ?? ''
  const { names, ids } = readCompare(url.searchParams)
  const ready = queryClient.getQueryData(readyQuery(as).queryKey)
  const chosen = chooseDeployments(names, ready?.ok ? ready.value.items : [])
  if (chosen.length > names.length) {
    const next = writeCompare(url.searchParams, {
      names: chosen,
      ids: chosen.map((_, at) => ids[at] ?? ''),
    })
    return replace(`${url.pathname}?${next.toString()}`)
  }
  const namespace = url.searchParams.get('namespace') ?? undefined
  await Promise.all(
    chosen.flatMap((name): Promise<unknown>[] => [
      queryClient.fetchQuery(detailQuery(name, as, namespace)),
      queryClient.fetchQuery(chatTargetQuery(name, { as, namespace })),
    ]),
  )
  return null
}

/** Which conversations have begun changes the address, and nothing that the loader reads. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
}: {
  currentUrl: URL
  nextUrl: URL
}): boolean {
  return of(currentUrl) !== of(nextUrl)
}

function of(url: URL): string {
  const search = new URLSearchParams(url.search)
  for (const name of ['c', 'wire', 'exchange']) search.delete(name)
  return `${url.pathname}?${search}`
}
