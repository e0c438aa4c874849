import { useMutation } from '@tanstack/react-query'

import { call } from '../api/client.ts'

/** Asks the console server to try an address. Only those that its configuration allows are tried. */
export const useTestConnection = () =>
  useMutation({
    mutationFn: (url: string) => call('POST /bff/registry/test-connection', { body: { url } }),
  })
