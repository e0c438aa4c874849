import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'

/** A value that stays for the visit, so that leaving the page and coming back finds it as it was. */
export function useKept<T>(key: readonly string[], begin: T) {
  const client = useQueryClient()
  const options = queryOptions<T>({
    queryKey: ['kept', ...key],
    queryFn: () => begin,
    initialData: begin,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const { data = begin } = useQuery(options)
  const keep = (next: (before: T) => T) =>
    client.setQueryData<T>(options.queryKey, (before) => next(before ?? begin))
  return [data, keep] as const
}
