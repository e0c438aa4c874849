import TurndownService from 'turndown'

/** What is needed here of an element; this folder compiles without the types of a browser. */
interface PageElement {
  readonly childNodes: { readonly length: number }
  closest(selector: string): { querySelector(selector: string): unknown } | null
}

const inOneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ')

const service = new TurndownService({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
  bulletListMarker: '-',
})
  // What a reader of the page does not see either.
  .remove(['script', 'style', 'title', 'noscript'])
  // Turndown leaves tables to plugins; these are GitHub's, which every Markdown reader of today knows.
  .addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content) => ` ${inOneLine(content).replaceAll('|', '\\|')} |`,
  })
  .addRule('row', {
    filter: 'tr',
    replacement: (content, node) => `\n|${content}${underline(node)}`,
  })
  .addRule('section', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content })
  .addRule('caption', { filter: 'caption', replacement: (content) => `${inOneLine(content)}\n\n` })
  .addRule('table', { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` })

/** HTML as Markdown, with tables as GitHub writes them, ending in one line break. */
export const htmlToMarkdown = (html: string): string => `${service.turndown(html).trim()}\n`

/** Markdown's tables begin with a header, whatever the first row is made of. */
const underline = (row: PageElement): string =>
  row.closest('table')?.querySelector('tr') === row
    ? `\n|${' --- |'.repeat(row.childNodes.length)}`
    : ''
