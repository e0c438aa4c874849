import type { ReactNode } from 'react'
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

import { useScrolls } from './useScrolls.ts'

/**
 * Text of a tool is someone else's: HTML is dropped, links leave without a referrer, and an image
 * from another host is named instead of loaded, because loading it would tell that host who reads.
 * Headings begin at the third level: the page's own heading stands above them.
 */
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer" className="underline">
      {children}
    </a>
  ),
  img: ({ src, alt }) =>
    typeof src === 'string' && src.startsWith('/') && !src.startsWith('//') ? (
      <img src={src} alt={alt ?? ''} className="max-w-full" />
    ) : (
      <span className="text-ink-2">[image not loaded: {alt ?? ''}]</span>
    ),
  h1: ({ children }) => <h3 className="mt-4 mb-2 text-lg font-bold first:mt-0">{children}</h3>,
  h2: ({ children }) => <h4 className="mt-4 mb-1 font-bold first:mt-0">{children}</h4>,
  h3: ({ children }) => <h5 className="mt-3 mb-1 font-bold text-ink-2">{children}</h5>,
  h4: ({ children }) => <h6 className="mt-3 mb-1 font-bold text-ink-2">{children}</h6>,
  p: ({ children }) => <p className="my-2 first:mt-0 last:mb-0">{children}</p>,
  ul: ({ children }) => <ul className="my-2 list-disc pl-6">{children}</ul>,
  ol: ({ children }) => <ol className="my-2 list-decimal pl-6">{children}</ol>,
  blockquote: ({ children }) => (
    <blockquote className="my-2 border-l-2 border-line-strong pl-4 text-ink-2">
      {children}
    </blockquote>
  ),
  hr: () => <hr className="my-4 border-line" />,
  pre: ({ children }) => (
    <pre className="my-2 rounded-control bg-sunk px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
      {children}
    </pre>
  ),
  code: ({ children }) => <code className="font-mono text-[0.94em]">{children}</code>,
  table: ({ children }) => <Table>{children}</Table>,
  // Markdown cannot leave the headings out; a table that has none has them empty.
  thead: ({ node, children }) => (node && hasText(node) ? <thead>{children}</thead> : null),
  th: ({ children }) => (
    <th
      scope="col"
      className="border-b border-line-strong py-1.5 pr-4 text-left align-bottom text-sm text-ink-2"
    >
      {children}
    </th>
  ),
  td: ({ children }) => (
    <td className="border-b border-line py-1.5 pr-4 align-top wrap-break-word">{children}</td>
  ),
}

type Element = NonNullable<ExtraProps['node']>

const hasText = (node: Element | Element['children'][number]): boolean =>
  node.type === 'text'
    ? node.value.trim() !== ''
    : 'children' in node && node.children.some(hasText)

/** Wider than its place it scrolls, by keyboard too; words are never cut to make it fit. */
function Table({ children }: { children: ReactNode }) {
  const { ref, tabIndex } = useScrolls<HTMLDivElement>()
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      role={tabIndex === 0 ? 'region' : undefined}
      aria-label={tabIndex === 0 ? 'Table' : undefined}
      className="my-3 overflow-x-auto wrap-normal"
    >
      <table className="w-max max-w-3xl min-w-full border-collapse">{children}</table>
    </div>
  )
}

export function MarkdownBody({ text }: { text: string }) {
  return (
    <div className="max-w-prose min-w-0 wrap-anywhere">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
