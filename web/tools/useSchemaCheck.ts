import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { SchemaCheck } from '../mcp/schemaErrors.ts'

/**
 * What a schema says of a value; undefined until the checker is loaded, and where there is no
 * schema. The checker comes with the first tool that is opened, not with the page.
 */
export function useSchemaCheck(
  schema: Record<string, unknown> | undefined,
  value: unknown,
): SchemaCheck | undefined {
  const { data } = useQuery({
    queryKey: ['schemaCheck', JSON.stringify(schema), JSON.stringify(value)],
    queryFn: async () => {
      const { checkSchema } = await import('../mcp/schemaErrors.ts')
      return checkSchema(schema ?? {}, value)
    },
    enabled: schema !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
  return schema ? data : undefined
}
