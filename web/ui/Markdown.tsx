import { lazy, Suspense } from 'react'

const MarkdownBody = lazy(async () => ({
  default: (await import('./MarkdownBody.tsx')).MarkdownBody,
}))

/** Markdown as a document. Until its reader is loaded the text stands there as it was written. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="wrap-anywhere whitespace-pre-wrap">{text}</p>}>
      <MarkdownBody text={text} />
    </Suspense>
  )
}
