import type { RecordView } from '#bff'

import { paths } from '../paths.ts'
import { PlatformMark } from '../ui/PlatformMark.tsx'
import { RecordLink } from './RecordLink.tsx'

/** Where a Deployment runs. Platform and type are two things, so both are said where both are known. */
export function RuntimeCell({ runtime, as }: { runtime: RecordView['runtime']; as: string }) {
  if (!runtime) return <span className="text-ink-3">–</span>
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <PlatformMark platform={runtime.platform} />
      <span className="grid min-w-0">
        <RecordLink to={paths.runtime(runtime.name, { as })} name={runtime.name} />
        <span className="text-sm wrap-anywhere text-ink-2">{sayRuntime(runtime)}</span>
      </span>
    </span>
  )
}

/** `Kubernetes · Kagent`; a runtime that this persona may not read has neither. */
export const sayRuntime = ({ platform, type }: { platform?: string; type?: string }): string =>
  [...new Set([platform, type])].filter(Boolean).join(' · ') || 'type not known'
