import { ApiError } from '../api/ApiError.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Wire } from '../ui/Wire.tsx'
import type { useRuntimeForm } from './useRuntimeForm.ts'

/** The end of both forms: the document, what the registry said of it, and the two ways to send it. */
export function FormEnd({
  form: { yaml, refused, apply, onDryRun },
}: {
  form: Pick<ReturnType<typeof useRuntimeForm>, 'yaml' | 'refused' | 'apply' | 'onDryRun'>
}) {
  const { data: answer, error, isPending: pending } = apply
  return (
    <>
      <details>
        <summary className="w-fit py-1">YAML that is applied</summary>
        <Wire text={yaml} label="YAML" />
      </details>
      {refused === undefined ? null : (
        <Notice tone="refused" title="The registry did not take it">
          <p className="font-mono text-sm wrap-anywhere">{refused}</p>
        </Notice>
      )}
      {error instanceof ApiError ? <ProblemNotice error={error} /> : null}
      <output className="empty:hidden">
        {answer?.outcome === 'answered' && answer.dryRun && refused === undefined ? (
          <Notice tone="info" title="The dry run went through. Nothing was changed." />
        ) : null}
      </output>
      <div className="flex flex-wrap justify-end gap-2">
        <Button pending={pending} onClick={onDryRun}>
          Dry run
        </Button>
        <Button variant="primary" type="submit" pending={pending}>
          Add runtime
        </Button>
      </div>
    </>
  )
}
