import { Problems } from './ArgumentsEditor.tsx'
import { useSchemaCheck } from './useSchemaCheck.ts'

/** Whether the answer keeps what the tool's `outputSchema` promises. Advice: the answer stands. */
export function OutputAdvice({
  schema,
  value,
}: {
  schema: Record<string, unknown>
  value: unknown
}) {
  const check = useSchemaCheck(schema, value)
  if (!check) return null
  if (!check.checked) return <p className="mt-3 text-sm text-ink-2">{check.reason}</p>
  if (check.errors.length === 0)
    return <p className="mt-3 text-sm text-ink-2">The structured content keeps its schema.</p>
  return (
    <div className="mt-3 text-sm">
      <p>The structured content does not keep the schema that the tool promises:</p>
      <Problems errors={check.errors} />
    </div>
  )
}
