import type { ReactNode } from 'react'

import { Icon } from './Icon.tsx'
import { OutcomeIcon } from './OutcomeIcon.tsx'

export type NoticeTone = 'info' | 'refused' | 'failed' | 'gone'

const tones: Record<NoticeTone, { edge: string; text: string; icon: ReactNode }> = {
  info: { edge: 'border-l-ink', text: 'text-ink', icon: <Icon name="info" className="size-5" /> },
  refused: {
    edge: 'border-l-refused',
    text: 'text-refused',
    icon: <OutcomeIcon outcome="refused" className="size-5" />,
  },
  failed: {
    edge: 'border-l-failed',
    text: 'text-failed',
    icon: <OutcomeIcon outcome="failed" className="size-5" />,
  },
  gone: {
    edge: 'border-l-gone',
    text: 'text-gone',
    icon: <OutcomeIcon outcome="unreachable" className="size-5" />,
  },
}

/** Something that the reader has to know before going on: what, why, and what to do next. */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  tone: NoticeTone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  const { edge, text, icon } = tones[tone]
  return (
    <div
      role={tone === 'info' ? undefined : 'alert'}
      className={`flex flex-wrap items-start gap-x-3 gap-y-3 rounded-panel border border-l-4 border-line bg-panel px-4 py-3 ${edge}`}
    >
      <span className={`mt-0.5 ${text}`}>{icon}</span>
      <div className="grid min-w-40 flex-1 gap-1 wrap-anywhere">
        <p className={`font-bold ${text}`}>{title}</p>
        {children === undefined ? null : <div className="text-ink-2">{children}</div>}
      </div>
      {action === undefined ? null : <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
