import * as z from 'zod'

import {
  absoluteUrl,
  badFormat,
  missing,
  namespaceName,
  objectName,
  repository,
  required,
  secretKeyRef,
  tagName,
  title,
} from './fields.ts'
import { defineKind, type NamedRef } from './kind.ts'

const about = {
  title: title.optional(),
  description: z.string().optional(),
  iconUrl: absoluteUrl.optional(),
}

export const skill = defineKind({
  kind: 'Skill',
  plural: 'skills',
  tagged: true,
  resource: 'skill',
  spec: z.object({
    ...about,
    source: z.object({ repository: repository.optional() }).optional(),
  }),
})

export const prompt = defineKind({
  kind: 'Prompt',
  plural: 'prompts',
  tagged: true,
  resource: 'prompt',
  spec: z.object({
    description: z.string().optional(),
    iconUrl: absoluteUrl.optional(),
    content: z.string().optional(),
  }),
})

const strategies = '"runtime", "secretRef", or "passthrough"'

export const model = defineKind({
  kind: 'Model',
  plural: 'models',
  tagged: true,
  resource: 'model',
  spec: z
    .object({
      ...about,
      provider: required.refine((provider) => provider === '' || provider === 'bedrock', {
        error: ({ input }) => `${badFormat(input)} (known: [bedrock])`,
      }),
      model: required,
      auth: z
        .object({
          strategy: z.enum(['runtime', 'secretRef', 'passthrough'], {
            error: ({ input }) =>
              input === undefined ? missing : `${badFormat(input)} (expected ${strategies})`,
          }),
          secretRef: secretKeyRef.optional(),
        })
        .optional(),
      endpoint: z
        .object({
          baseUrl: absoluteUrl.optional(),
          region: z.string().optional(),
          tls: z.record(z.string(), z.unknown()).optional(),
        })
        .optional(),
    })
    .superRefine(({ auth }, context) => {
      if (!auth || (auth.strategy === 'secretRef') === (auth.secretRef !== undefined)) return
      context.addIssue({
        code: 'custom',
        path: ['auth', 'secretRef'],
        message: auth.secretRef
          ? 'invalid format: secretRef is only valid with strategy "secretRef"'
          : `${missing}: required for strategy "secretRef"`,
      })
    }),
})

/** A reference that carries no kind: the field implies it. */
const component = z.object({
  name: objectName,
  namespace: namespaceName.optional(),
  tag: tagName.optional(),
})
const components = z.array(component).optional()

const implied = (path: string, kind: string, refs: z.output<typeof components>): NamedRef[] =>
  (refs ?? []).map((ref, index) => ({ path: `${path}[${index}]`, ref: { ...ref, kind } }))

export const plugin = defineKind({
  kind: 'Plugin',
  plural: 'plugins',
  tagged: true,
  resource: 'plugin',
  spec: z
    .object({
      ...about,
      harnesses: z.array(z.string()).optional(),
      source: z
        .object({
          type: z.enum(['git', 'oci'], {
            error: ({ input }) =>
              input === undefined
                ? missing
                : `invalid format: unknown plugin source type ${JSON.stringify(input)}`,
          }),
          git: z.object({ repository }).optional(),
          oci: z.object({ reference: required }).optional(),
        })
        .optional(),
      skills: components,
      mcpServers: components,
    })
    .superRefine(({ source, skills, mcpServers }, context) => {
      if (!source && !skills?.length && !mcpServers?.length)
        context.addIssue({
          code: 'custom',
          message: `${missing}: set source and/or composition fields (skills/mcpServers/commands/instructions)`,
        })
      if (source?.oci && !source.oci.reference.includes('@sha256:'))
        context.addIssue({
          code: 'custom',
          path: ['source', 'oci', 'reference'],
          message: 'invalid format: oci source must be digest-pinned (…@sha256:…)',
        })
    }),
  refs: ({ skills, mcpServers }) => [
    ...implied('spec.skills', 'Skill', skills),
    ...implied('spec.mcpServers', 'MCPServer', mcpServers),
  ],
})
