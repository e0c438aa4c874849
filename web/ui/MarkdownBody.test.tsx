import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { MarkdownBody } from './MarkdownBody.tsx'

const html = (text: string) => renderToStaticMarkup(<MarkdownBody text={text} />)

const levels = (text: string) => [...html(text).matchAll(/<h(\d)/g)].map(([, level]) => level)

test('HTML stands there as text, in a block and within a line', () => {
  const shown = html('<script>alert(1)</script>\n\nA <b onclick="x()">word</b>.')
  expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(shown).toContain('A &lt;b onclick=&quot;x()&quot;&gt;word&lt;/b&gt;.')
  expect(shown).not.toMatch(/<(script|b)\b/)
})

test('a link leaves without telling where it was, and a script is no link', () => {
  expect(html('[a](https://example.com)')).toContain('rel="noopener noreferrer"')
  expect(html('[a](javascript:alert(1))')).not.toContain('javascript:')
})

test('an image from elsewhere is named, not loaded', () => {
  expect(html('![a chart](https://example.com/x.png)')).toContain('[image not loaded: a chart]')
})

test('a table is a table, and its short cells are not broken', () => {
  const shown = html('| Ticket | Subject |\n| --- | --- |\n| T-1042 | Every request is refused |')
  expect(shown).toContain('<th scope="col"')
  expect(shown).toMatch(/<td class="[^"]*whitespace-nowrap">T-1042<\/td>/)
})

test('code can be copied as it was written', () => {
  expect(html('```yaml\nkind: <Policy>\n```')).toMatch(/kind: &lt;Policy&gt;[\s\S]*Copy code/)
})

test('headings begin at the third level and leap over none', () => {
  expect(levels('# a\n\n## b\n\n# c')).toEqual(['3', '4', '3'])
  expect(levels('### a\n\n###### b\n\n#### c\n\n### d')).toEqual(['3', '4', '4', '3'])
})
