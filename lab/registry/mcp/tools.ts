import * as z from 'zod'

import { find, list } from '../catalog.ts'
import { versionOf } from '../routes/meta.ts'
import { toEnvelope } from '../row.ts'
import type { Asker, World } from '../world.ts'

/** A read tool of the registry's MCP server; what it throws as a Problem becomes a tool error. */
export interface Tool {
  name: string
  description: string
  input: z.ZodObject
  answer: (world: World, asker: Asker, input: Record<string, unknown>) => object
}

const namespace = z
  .string()
  .optional()
  .describe('Namespace; "default" when left out, "all" for every one (lists only).')

const listInput = z.object({
  namespace,
  limit: z.number().int().positive().max(100).optional().describe('Rows per page, at most 100.'),
  cursor: z.string().optional().describe('nextCursor of the page before.'),
  labels: z.string().optional().describe('Label selector: key=value,key2=value2.'),
  tag: z.string().optional().describe('Only rows with this tag.'),
})

const getInput = z.object({
  name: z.string().describe('metadata.name.'),
  namespace,
  tag: z.string().optional().describe('Tag; the literal "latest" when left out.'),
})

/** Pages are shorter than over HTTP: a model reads them (agentregistry, registryserver). */
const pageSize = 30

/** The kinds that the MCP server shows, under the words it uses for them. */
const shown = [
  ['agent', 'Agent'],
  ['server', 'MCPServer'],
  ['skill', 'Skill'],
  ['deployment', 'Deployment'],
] as const

function listTool(word: string, kindName: string): Tool {
  return {
    name: `list_${word}s`,
    description: `List ${kindName} records that the caller may read, page by page.`,
    input: listInput,
    answer: (world, asker, input) => {
      const query = listInput.parse(input)
      return list(world, asker, kindOf(world, kindName), {
        ...query,
        limit: query.limit ?? pageSize,
      })
    },
  }
}

function getTool(word: string, kindName: string): Tool {
  return {
    name: `get_${word}`,
    description: `Fetch one ${kindName} record by name.`,
    input: getInput,
    answer: (world, asker, input) => {
      const { name, tag, ...at } = getInput.parse(input)
      const row = find(world, asker, kindOf(world, kindName), {
        name,
        namespace: at.namespace || 'default',
        ...(tag && { tag }),
      })
      return toEnvelope(row, world.statusShape)
    },
  }
}

function kindOf(world: World, name: string) {
  const kind = world.kinds.get(name)
  if (!kind) throw new Error(`kind ${name} is not part of this edition`)
  return kind
}

/** The ten tools, in the product's order. */
export const tools: readonly Tool[] = [
  ...shown.map(([word, kind]) => listTool(word, kind)),
  ...shown.map(([word, kind]) => getTool(word, kind)),
  {
    name: 'registry_health',
    description: 'Simple health check of the registry.',
    input: z.object({}),
    answer: () => ({ status: 'ok' }),
  },
  {
    name: 'registry_version',
    description: 'Build of the registry.',
    input: z.object({}),
    answer: (world) => ({ ...versionOf(world), serverName: 'agentregistry-mcp' }),
  },
]
