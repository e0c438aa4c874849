import { Icon } from '../../ui/Icon.tsx'
import type { Part } from '../transcript.ts'
import { AnswerText } from './AnswerText.tsx'
import { Reasoning } from './Reasoning.tsx'
import { ToolCard } from './ToolCard.tsx'

/** How a call differs from the call beside it, by its id. */
export type ToolMarks = ReadonlyMap<string, { words: string; text: string }>

export function PartView({
  part,
  folded,
  declined,
  marks,
}: {
  part: Part
  folded: boolean
  /** The calls that a person rejected. */
  declined: readonly string[]
  marks: ToolMarks | undefined
}) {
  if (part.kind === 'text') return <AnswerText part={part} />
  if (part.kind === 'reasoning') return <Reasoning part={part} />
  if (part.kind === 'tool')
    return (
      <ToolCard
        part={part}
        folded={folded}
        declined={declined.includes(part.id)}
        mark={marks?.get(part.id)}
      />
    )
  return (
    <p className="flex items-start gap-2 border-l-2 border-line-strong py-0.5 pl-3 text-sm text-ink-2">
      <Icon name="info" className="mt-0.75 size-4" />
      {part.text}
    </p>
  )
}
