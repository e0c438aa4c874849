import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { TopologyView } from '#bff'

import { Outline } from './Outline.tsx'

const topology: TopologyView = {
  known: true,
  nodes: [
    { id: 'l', kind: 'listener', label: 'http', facts: [['port', '8080']] },
    { id: 'p', kind: 'policy', label: 'mcp-jwt-auth', facts: [] },
    { id: 'b', kind: 'backend', label: 'mcp-backend', facts: [], state: 'not_ready' },
    { id: 'idle', kind: 'policy', label: 'forgotten', facts: [] },
    { id: 't', kind: 'tools', label: 'Tools', facts: [['alice', '10 tools']] },
  ],
  edges: [
    ['l', 'b'],
    ['p', 'l'],
    ['b', 't'],
  ],
}
const words = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

test('in words a gateway says each part, what guards it, and what is not ready', () => {
  expect(words(renderToStaticMarkup(<Outline topology={topology} />))).toBe(
    'Listener http port 8080 guarded by Policy mcp-jwt-auth ' +
      'Backend mcp-backend not ready Tools alice 10 tools ' +
      'Policy forgotten guards nothing here',
  )
})

test('without a way to open parts the text takes no tab stop', () => {
  expect(renderToStaticMarkup(<Outline topology={topology} />)).not.toContain('<button')
  const open = renderToStaticMarkup(
    <Outline topology={topology} selected="p" onSelect={() => undefined} />,
  )
  expect(open.match(/<button/g)).toHaveLength(5)
  expect(open.match(/aria-pressed="true"/g)).toHaveLength(1)
})
