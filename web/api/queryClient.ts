import { QueryClient } from '@tanstack/react-query'

/**
 * What the browser remembers of the console server. Events keep the lists fresh, so nothing polls.
 * `networkMode: 'always'`: a laptop without internet still reaches the console on localhost, and the
 * browser's own idea of being offline must not hold requests back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
