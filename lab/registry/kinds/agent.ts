import * as z from 'zod'

import { absoluteUrl, refTo, repository, required, title } from './fields.ts'
import { defineKind, listed } from './kind.ts'

const spec = z
  .object({
    title: title.optional(),
    description: z.string().optional(),
    iconUrl: absoluteUrl.optional(),
    // Both deprecated since agentregistry #593, kept for one release, and they round-trip.
    modelProvider: z.string().optional(),
    modelName: z.string().optional(),
    source: z
      .object({
        image: z.string().optional(),
        protocol: z.enum(['A2A', 'HTTP']).optional(),
        repository: repository.optional(),
      })
      .optional(),
    compatibleHarnesses: z.array(z.object({ type: required })).optional(),
    instructions: refTo('Prompt').optional(),
    skills: z.array(refTo('Skill')).optional(),
    plugins: z.array(refTo('Plugin')).optional(),
    mcpServers: z.array(refTo('MCPServer')).optional(),
  })
  .superRefine(({ compatibleHarnesses = [], instructions, skills, plugins }, context) => {
    const types = compatibleHarnesses.map(({ type }) => type)
    for (const [index, type] of types.entries())
      if (types.indexOf(type) < index)
        context.addIssue({
          code: 'custom',
          path: ['compatibleHarnesses', index, 'type'],
          message: `invalid format: duplicate harness type ${JSON.stringify(type)}`,
        })
    // A ready-made image has nowhere to put injected files.
    if ((instructions || skills?.length || plugins?.length) && types.length === 0)
      context.addIssue({
        code: 'custom',
        message: 'invalid format: plugins/skills/instructions require compatibleHarnesses',
      })
  })

export const agent = defineKind({
  kind: 'Agent',
  plural: 'agents',
  tagged: true,
  resource: 'agent',
  spec,
  refs: ({ mcpServers, plugins, skills, instructions }) => [
    ...listed('spec.mcpServers', mcpServers),
    ...listed('spec.plugins', plugins),
    ...listed('spec.skills', skills),
    ...listed('spec.instructions', instructions && [instructions]),
  ],
})
