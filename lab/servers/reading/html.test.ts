import { describe, expect, it } from 'vitest'

import { htmlToMarkdown } from './html.ts'

const cases: [string, string, string][] = [
  ['headings and paragraphs', '<h1>A</h1><p>b <b>c</b></p><p>d', '# A\n\nb **c**\n\nd'],
  ['links and code', '<a href="/x">y</a> <code>a*b</code>', '[y](/x) `a*b`'],
  ['lists', '<ul><li>a<li>b</ul>', '-   a\n-   b'],
  [
    'tables, whose first row is the header',
    '<table><tr><td>a<td>b<tr><td>1|2<td>3</table>',
    '| a | b |\n| --- | --- |\n| 1\\|2 | 3 |',
  ],
  [
    'tables with sections, a caption and an empty cell',
    '<table><caption>c</caption><thead> <tr> <th>a</th> <th>b</th></tr></thead><tbody><tr><td></td><td><p>4</p><p>5</p></td></tr></tbody></table>',
    'c\n\n| a | b |\n| --- | --- |\n|  | 4 5 |',
  ],
  [
    'code blocks as they stand',
    '<pre><code>if a &lt; b:\n  c</code></pre>',
    '```\nif a < b:\n  c\n```',
  ],
  ['signs of Markdown as text', '<p>a_b *c* [d]</p>', 'a\\_b \\*c\\* \\[d\\]'],
  [
    'without scripts, styles, title and comments',
    '<!doctype html><head><title>t</title><style>p{}</style></head><!-- <p>c</p> --><body><script>"<p>s</p>"</script><p>a</p></body>',
    'a',
  ],
  ['nothing', '', ''],
]

describe('HTML becomes Markdown', () => {
  it.each(cases)('%s', (_, html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(`${markdown}\n`)
  })
})
