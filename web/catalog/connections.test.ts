import { expect, test } from 'vitest'

import { recordOf } from '../records/testing.ts'
import { connectionsOf } from './connections.ts'

test('an agent is connected to what its spec names, in the tag that it names', () => {
  const { object } = recordOf('Agent', 'triage', {
    spec: {
      instructions: { name: 'tone' },
      mcpServers: [
        { name: 'desk', tag: '1.2.0' },
        { kind: 'MCPServer', name: 'kb' },
      ],
      skills: [{ name: 'logs' }],
      compatibleHarnesses: [{ type: 'claude-code' }],
    },
  })
  const { references, endpoints } = connectionsOf(object)
  expect(
    references.map(({ field, reference }) => [
      field,
      reference.kind,
      reference.name,
      reference.tag,
    ]),
  ).toEqual([
    ['instructions', 'Prompt', 'tone', 'latest'],
    ['mcpServers', 'MCPServer', 'desk', '1.2.0'],
    ['mcpServers', 'MCPServer', 'kb', 'latest'],
    ['skills', 'Skill', 'logs', 'latest'],
  ])
  expect(endpoints).toEqual([{ label: 'Harnesses', value: 'claude-code' }])
})

test('a remote server says where it is and how it is spoken to', () => {
  const { object } = recordOf('MCPServer', 'kb', {
    spec: { remote: { type: 'sse', url: 'http://a/sse' } },
  })
  expect(connectionsOf(object).endpoints).toEqual([
    { label: 'Remote', value: 'http://a/sse' },
    { label: 'Transport', value: 'sse' },
  ])
})

test('a spec with fields of another shape has no connections and breaks nothing', () => {
  const { object } = recordOf('Agent', 'odd', {
    spec: { mcpServers: 'kb', instructions: [], skills: [{}] },
  })
  expect(connectionsOf(object)).toEqual({ endpoints: [], references: [] })
})
