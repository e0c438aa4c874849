import { useMutation } from '@tanstack/react-query'

import type { McpReply } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { call } from '../../api/client.ts'
import { Select } from '../../ui/inputs.tsx'
import { useToast } from '../../ui/toast.tsx'

/** From the most to the least (RFC 5424 section 6.2.1; MCP 2025-11-25, `LoggingLevel`). */
const levels = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const

/** From which level on the server sends its log lines. Which one holds is not told by any server. */
export function LogLevel({ gateway, as }: { gateway: string; as: string }) {
  const say = useToast()
  const { mutate, variables = '' } = useMutation<McpReply, ApiError, string>({
    mutationFn: (level) =>
      call('POST /bff/gateways/:gateway/requests', {
        params: { gateway },
        body: { as, method: 'logging/setLevel', params: { level } },
      }),
    onSuccess: ({ verdict }, level) =>
      say(verdict.outcome === 'allowed' ? `Log lines from ${level} on.` : verdict.sentence),
    onError: (error) => say(error.message),
  })
  return (
    <Select
      aria-label="Log lines from level"
      className="min-h-7! w-33! pl-2! text-sm!"
      value={variables}
      onChange={({ target }) => mutate(target.value)}
    >
      <option value="" disabled>
        Log level
      </option>
      {levels.map((level) => (
        <option key={level}>{level}</option>
      ))}
    </Select>
  )
}
