import getDefaultRegistry from '@rjsf/core/lib/getDefaultRegistry.js'
import type { FieldProps, RJSFSchema } from '@rjsf/utils'
import { useMemo, useState } from 'react'

import { isObject } from '../../mcp/argumentsText.ts'
import { ChosenBranch } from './chosenBranch.ts'

const { AnyOfField: EngineUnion } = getDefaultRegistry().fields

/**
 * What choosing a branch means for the data: null for the null branch, a constant for a constant,
 * and for an object the constants that make it this branch. All else waits to be filled in.
 */
export function seedOf(branch: RJSFSchema, data: unknown): unknown {
  if (branch.type === 'null') return null
  if (branch.const !== undefined) return branch.const
  if (!isObject(branch.properties)) return undefined
  const constants = Object.entries(branch.properties).flatMap(([name, of]) =>
    isObject(of) && of.const !== undefined ? [[name, of.const] as const] : [],
  )
  const known = isObject(data) ? data : {}
  const kept = Object.entries(known).filter(([name]) => name in Object(branch.properties))
  return Object.fromEntries([...kept, ...constants])
}

/**
 * A union as the engine draws it, where a choice that somebody makes also reaches the data. The
 * engine takes some branch for chosen before anyone chose; here it is "not set" until then.
 */
export function UnionField(props: FieldProps) {
  const { options, registry, formData, fieldPathId, onChange } = props
  const [picked, setPicked] = useState(-1)
  const chosen = useMemo(() => {
    const choose = (index: number) => {
      setPicked(index)
      const branch: RJSFSchema | undefined = options[index]
      const schema = branch && registry.schemaUtils.retrieveSchema(branch, formData)
      onChange(schema && seedOf(schema, formData), fieldPathId.path)
    }
    return { shown: formData === undefined ? picked : undefined, choose }
  }, [picked, options, registry, formData, fieldPathId, onChange])
  if (!EngineUnion) return null
  return (
    <ChosenBranch value={chosen}>
      <EngineUnion {...props} />
    </ChosenBranch>
  )
}
