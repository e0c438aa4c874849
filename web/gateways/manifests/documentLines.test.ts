import { expect, test } from 'vitest'

import { besides } from './besides.ts'
import { documentLines } from './documentLines.ts'

const mcp = `apiVersion: agentgateway.dev/v1alpha1
kind: AgentgatewayBackend
metadata:
  name: mcp-backend
spec:
  mcp:
    targets:
      - name: mcp-target
        static:
          port: 80
`

test('a document keeps its lines, and each knows the way to what it says', () => {
  const lines = documentLines(mcp)
  expect(lines.map(({ text }) => `${text}\n`).join('')).toBe(mcp)
  expect(lines.map(({ path }) => path)).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    'metadata.name',
    'spec',
    'spec.mcp',
    'spec.mcp.targets',
    'spec.mcp.targets[0].name',
    'spec.mcp.targets[0].static',
    'spec.mcp.targets[0].static.port',
  ])
})

test('values of several lines, empty ones and lists of words are kept', () => {
  const lines = documentLines('a: |-\n  one\n  two\nb: {}\nc:\n  - x\n  - "true"\nd:\n')
  expect(lines).toEqual([
    { path: 'a', text: 'a: |-' },
    { path: 'a', text: '  one' },
    { path: 'a', text: '  two' },
    { path: 'b', text: 'b: {}' },
    { path: 'c', text: 'c:' },
    { path: 'c[0]', text: '  - x' },
    { path: 'c[1]', text: '  - "true"' },
    { path: 'd', text: 'd:' },
  ])
})

test('of two documents the lines that only one of them has are marked', () => {
  const llm = mcp
    .replace('mcp-backend', 'openai')
    .replace(/ {2}mcp:[^]*/, '  ai:\n    provider:\n      openai: {}\n')
  const [left, right] = besides(llm, mcp)
  const marked = (lines: typeof left) =>
    lines.filter(({ differs }) => differs).map(({ text }) => text.trim())
  expect(marked(left)).toEqual(['name: openai', 'ai:', 'provider:', 'openai: {}'])
  expect(marked(right)[0]).toBe('name: mcp-backend')
  expect(marked(right)).not.toContain('kind: AgentgatewayBackend')
})
