import { sectionsOf } from '../markdown.ts'
import { paragraphs } from './wording.ts'

/** Retells the page of a use case: what it is about, its YAML, how to see that it works, its pitfalls. */
export function tellUseCase(page: string): string {
  const [first, ...sections] = sectionsOf(page)
  const [heading = '', facts = '', ...intro] = (first?.text ?? '').split('\n\n')
  const file = /File (\S+)/.exec(facts)?.[1] ?? ''
  const version = / product (\S+) (.*?) · /.exec(facts)
  return paragraphs(
    `The knowledge base has a use case for this: **${heading.replace(/^# /, '')}**.`,
    ...intro,
    ...sections.map((section) => `### ${section.heading}\n\n${section.text}`),
    `Source: use case \`${file}\`, ${version?.[2] ?? version?.[1] ?? ''}.`,
  )
}
