import { describe, expect, it } from 'vitest'

import { htmlToMarkdown } from './markdown.ts'

const cases: [string, string, string][] = [
  ['headings and paragraphs', '<h1>A</h1><p>b <b>c</b></p><p>d', '# A\n\nb **c**\n\nd'],
  [
    'links, pictures and code',
    '<a href="/x">y</a> <img src=z alt="w"> <code>a*b</code>',
    '[y](/x) ![w](z) `a*b`',
  ],
  [
    'nested lists without end tags',
    '<ul><li>a<ol><li>b<li>c</ol><li>d</ul>',
    '- a\n  1. b\n  2. c\n- d',
  ],
  [
    'tables',
    '<table><tr><th>a<th>b<tr><td>1|2<td>3</table>',
    '| a | b |\n| --- | --- |\n| 1\\|2 | 3 |',
  ],
  [
    'code blocks as they stand',
    '<pre><code>\nif a &lt; b:\n  c\n</code></pre>',
    '```\nif a < b:\n  c\n```',
  ],
  ['fences longer than what they hold', '<pre>```x```</pre>', '````\n```x```\n````'],
  ['quotes', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n> \n> b'],
  [
    'white space and references',
    '<p>  a\n\n b&nbsp;&#x263A;&copy;&unknown; </p>',
    'a b\u00a0☺©&unknown;',
  ],
  ['emphasis close to its words', 'x <em> y </em>z', 'x *y* z'],
  ['signs of Markdown as text', '<p>a_b *c* [d]</p>', 'a\\_b \\*c\\* \\[d\\]'],
  ['breaks of a line', 'a<br>b', 'a  \nb'],
]

describe('HTML becomes Markdown', () => {
  it.each(cases)('%s', (_, html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(`${markdown}\n`)
  })

  it('without scripts, styles, head and comments', () => {
    const html =
      '<!doctype html><head><title>t</title><style>p{}</style></head><!-- <p>c</p> --><body><script>"<p>s</p>"</script><p>a</p></body>'
    expect(htmlToMarkdown(html)).toBe('a\n')
  })

  it('whatever is open or closed wrongly', () => {
    expect(htmlToMarkdown('</p><div><b>a</div><i>b')).toBe('**a**\n\n*b*\n')
  })
})
