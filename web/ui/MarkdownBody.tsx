import type { ReactNode } from 'react'
import ReactMarkdown, { type Components, type ExtraProps, type Options } from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

import { CopyButton } from './CopyButton.tsx'
import { ScrollBox } from './ScrollBox.tsx'

/**
 * Text of a tool or an agent is someone else's: HTML stands there as it was written, links leave
 * without a referrer, and an image from another host is named instead of loaded, because loading it
 * would tell that host who reads.
 */
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer" className="underline">
      {children}
    </a>
  ),
  img: ({ src, alt }) =>
    typeof src === 'string' && src.startsWith('/') && !src.startsWith('//') ? (
      <img src={src} alt={alt ?? ''} className="max-w-full" />
    ) : (
      <span className="text-ink-2">[image not loaded: {alt ?? ''}]</span>
    ),
  h3: ({ children }) => (
    <h3 className="mt-4 mb-2 max-w-prose text-lg font-bold first:mt-0">{children}</h3>
  ),
  h4: ({ children }) => <h4 className="mt-4 mb-1 max-w-prose font-bold first:mt-0">{children}</h4>,
  h5: ({ children }) => <h5 className="mt-3 mb-1 max-w-prose font-bold text-ink-2">{children}</h5>,
  h6: ({ children }) => <h6 className="mt-3 mb-1 max-w-prose font-bold text-ink-2">{children}</h6>,
  p: ({ children }) => <p className="my-2 max-w-prose first:mt-0 last:mb-0">{children}</p>,
  ul: ({ children }) => <ul className="my-2 max-w-prose list-disc pl-6">{children}</ul>,
  ol: ({ children }) => <ol className="my-2 max-w-prose list-decimal pl-6">{children}</ol>,
  blockquote: ({ children }) => (
    <blockquote className="my-2 max-w-prose border-l-2 border-line-strong pl-4 text-ink-2">
      {children}
    </blockquote>
  ),
  hr: () => <hr className="my-4 border-line" />,
  pre: ({ node, children }) => (
    <div className="relative my-2">
      <pre className="rounded-control bg-sunk py-2 pr-12 pl-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
        {children}
      </pre>
      <div className="absolute top-1 right-1">
        <CopyButton label="code" text={node ? textOf(node).replace(/\n$/, '') : ''} />
      </div>
    </div>
  ),
  code: ({ children }) => (
    <code className="font-mono text-[0.94em] stage:text-[1em]">{children}</code>
  ),
  table: ({ children }) => <Table>{children}</Table>,
  // Markdown cannot leave the headings out; a table that has none has them empty.
  thead: ({ node, children }) => (node && textOf(node).trim() ? <thead>{children}</thead> : null),
  th: ({ children }) => (
    <th
      scope="col"
      className="border-b border-line-strong py-1.5 pr-4 text-left align-bottom text-sm text-ink-2"
    >
      {children}
    </th>
  ),
  td: ({ node, children }) => (
    <td
      className={`border-b border-line py-1.5 pr-4 align-top wrap-break-word ${node ? roomFor(textOf(node)) : ''}`}
    >
      {children}
    </td>
  ),
}

type Element = NonNullable<ExtraProps['node']>

const textOf = (node: Element | Element['children'][number]): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : ''

/**
 * Headings begin at the third level, because the page's own stand above them, and none leaps over a level,
 * whatever the writer began with.
 */
const outlined = () => (tree: Pick<Element, 'children'>) => {
  const above: number[] = []
  for (const node of tree.children) {
    const level =
      node.type === 'element' ? Number(/^h([1-6])$/.exec(node.tagName)?.[1]) : Number.NaN
    if (node.type !== 'element' || Number.isNaN(level)) continue
    while (level <= (above.at(-1) ?? 0)) above.pop()
    above.push(level)
    node.tagName = `h${Math.min(2 + above.length, 6)}`
  }
}

/** A tag in Markdown becomes the text of that tag; a block of them becomes a paragraph. */
const showHtml: NonNullable<Options['remarkRehypeOptions']> = {
  handlers: {
    html: (_, { value }: { value: string }, parent) =>
      parent?.type === 'root'
        ? { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value }] }
        : { type: 'text', value },
  },
}

/** Cells wrap before a table scrolls, but never to a pillar of single words. */
const roomFor = ({ length }: string) => {
  if (length > 60) return 'min-w-56'
  if (length > 20) return 'min-w-32'
  return length > 10 ? '' : 'whitespace-nowrap'
}

/** Wider than its place it scrolls, by keyboard too; words are never cut to make it fit. */
function Table({ children }: { children: ReactNode }) {
  return (
    <ScrollBox label="Table" standing="group" className="my-3 overflow-x-auto wrap-normal">
      <table className="w-full border-collapse">{children}</table>
    </ScrollBox>
  )
}

export function MarkdownBody({ text }: { text: string }) {
  return (
    <div className="min-w-0 wrap-anywhere">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        remarkRehypeOptions={showHtml}
        rehypePlugins={[rehypeSanitize, outlined]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
