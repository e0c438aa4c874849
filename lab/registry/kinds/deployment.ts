import * as z from 'zod'

import {
  type ResourceRef,
  namespaceName,
  objectName,
  refTo,
  refToOneOf,
  required,
} from './fields.ts'
import { defineKind } from './kind.ts'

// Parsed like any other input, so that a missing reference is told as its two missing fields.
const emptyRef = {} as ResourceRef

const spec = z
  .object({
    targetRef: refToOneOf('Agent', 'MCPServer').prefault(emptyRef),
    runtimeRef: refToOneOf('Runtime').prefault(emptyRef),
    modelRef: refTo('Model').optional(),
    desiredState: z
      .string()
      .refine((state) => ['', 'deployed', 'undeployed'].includes(state), {
        error: ({ input }) =>
          `invalid deployment desired state: ${JSON.stringify(input)} (expected "deployed" or "undeployed")`,
      })
      .optional(),
    deploymentRefs: z
      .array(z.object({ name: objectName, namespace: namespaceName.optional() }))
      .optional(),
    // Literal strings only: a nested secretRef does not decode (Enterprise 2026.7.1).
    env: z.record(z.string(), z.string()).optional(),
    runtimeConfig: z.record(z.string(), z.unknown()).optional(),
    harness: z.object({ type: required, permissionMode: z.string().optional() }).optional(),
  })
  .superRefine(({ harness, targetRef }, context) => {
    if (harness && targetRef.kind !== 'Agent')
      context.addIssue({
        code: 'custom',
        path: ['harness'],
        message: 'invalid format: harness selection is only valid for Agent deployments',
      })
  })

export type DeploymentSpec = z.output<typeof spec>

export const deployment = defineKind({
  kind: 'Deployment',
  plural: 'deployments',
  tagged: false,
  spec,
  refs: ({ targetRef, runtimeRef, modelRef, deploymentRefs = [] }) => [
    { path: 'spec.targetRef', ref: targetRef },
    { path: 'spec.runtimeRef', ref: runtimeRef },
    ...(modelRef ? [{ path: 'spec.modelRef', ref: modelRef }] : []),
    ...deploymentRefs.map((ref, index) => ({
      path: `spec.deploymentRefs[${index}]`,
      ref: { ...ref, kind: 'Deployment' },
    })),
  ],
})

/** The spec of a stored Deployment, which the schema above has read before it was stored. */
export const deploymentSpec = (row: { spec: Record<string, unknown> }): DeploymentSpec =>
  row.spec as DeploymentSpec // only rows of kind Deployment are passed
