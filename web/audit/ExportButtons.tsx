import { useMutation } from '@tanstack/react-query'

import { send } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { download } from '../ui/download.ts'
import { useToast } from '../ui/toast.tsx'
import type { AuditFilter } from './address.ts'

const types = { csv: 'text/csv', json: 'application/json' } as const
type Format = keyof typeof types

/** Saves every call that the filter asks for, beyond those that the page shows. */
export function ExportButtons({ filter }: { filter: AuditFilter }) {
  const toast = useToast()
  const save = useMutation({
    mutationFn: async (format: Format) => {
      const query = { ...filter, format }
      const response = await send('GET /bff/audit/export', { query })
      const day = new Date().toISOString().slice(0, 10)
      download(`parallax-audit-${day}.${format}`, await response.text(), types[format])
    },
    onError: (error) => toast(`Nothing was saved: ${error.message}`),
  })
  const pending = (format: Format) => save.isPending && save.variables === format
  return (
    <>
      <Button pending={pending('csv')} onClick={() => save.mutate('csv')}>
        Export CSV
      </Button>
      <Button pending={pending('json')} onClick={() => save.mutate('json')}>
        Export JSON
      </Button>
    </>
  )
}
