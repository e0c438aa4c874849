import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { registryQuery } from '../records/queries.ts'
import { navigationWith, type NavigationGroup } from './navigation.ts'

/** The pages of this console, as its configuration has them. A registry that does not answer is one too. */
export function useNavigation(): readonly NavigationGroup[] {
  const { data } = useQuery(registryQuery())
  const registry = data?.ok !== true || data.value.configured
  return useMemo(() => navigationWith(registry), [registry])
}
