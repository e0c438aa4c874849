import { expect, it } from 'vitest'

import { accessFields, accessLine } from './accessRecord.ts'

const at = new Date('2026-11-20T10:00:00.123Z')

it('writes known fields in agentgateway’s order and leaves the others out', () => {
  const line = accessLine(
    {
      duration: '3ms',
      reason: 'MCP',
      error: 'mcp: Unknown tool: x',
      gateway: 'kagent/solo-kb-demo',
      'http.status': '400',
      'jwt.sub': undefined,
    },
    at,
  )
  expect(line).toBe(
    '2026-11-20T10:00:00.123Z info request gateway=kagent/solo-kb-demo http.status=400 error="mcp: Unknown tool: x" reason=MCP duration=3ms',
  )
})

it('quotes what could be taken for another field or line', () => {
  const line = accessLine({ 'gen_ai.tool.name': 'x reason=Ok\n"', 'http.path': '/mcp' }, at)
  expect(line).toContain(String.raw`gen_ai.tool.name="x reason=Ok\n\""`)
  expect(line.split('\n')).toHaveLength(1)
})

it('knows the order of every field', () => {
  const all = Object.fromEntries([...accessFields].toReversed().map((field) => [field, field]))
  const written = [...accessLine(all, at).matchAll(/(\S+)=\S+/g)].map(([, field]) => field)
  expect(written).toEqual([...accessFields])
})
