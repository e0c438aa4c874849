import { useMutation, useQueryClient } from '@tanstack/react-query'

import type { ApplyView } from '#bff'

import { call } from '../api/client.ts'
import { asked } from './asked.ts'

export interface ApplyRequest {
  text: string
  dryRun: boolean
  values?: Record<string, string>
}

/**
 * Applies documents as a persona. What the registry says of each document is an answer, not an error.
 * An answer to one persona is none to another: where `as` changes, what was said before is not kept.
 */
export function useApply(as: string) {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ by, ...request }: ApplyRequest & { by: string }): Promise<ApplyView> =>
      call('POST /bff/registry/apply', { body: { ...asked(by), ...request } }),
    onSuccess: (view) => {
      if (view.outcome === 'answered' && !view.dryRun)
        void client.invalidateQueries({ queryKey: ['records'] })
    },
  })
  const own = mutation.variables?.by === as
  return {
    data: own ? mutation.data : undefined,
    error: own ? mutation.error : null,
    isPending: mutation.isPending,
    reset: mutation.reset,
    mutate: (request: ApplyRequest, done: { onSuccess: (view: ApplyView) => void }) =>
      mutation.mutate({ ...request, by: as }, done),
  }
}

/** Why nothing was done, in one line, or undefined where everything was. For texts of one document. */
export function applyTrouble(view: ApplyView | undefined): string | undefined {
  switch (view?.outcome) {
    case 'answered':
      return view.results.find(({ status }) => status === 'failed')?.error
    case 'unreadable':
      return view.problems
        .map(({ line, column, message }) => `Line ${line}:${column}: ${message}`)
        .join(' ')
    case 'placeholders':
      return `The text holds placeholders without a value: ${view.names.join(', ')}.`
    default:
      return undefined
  }
}
