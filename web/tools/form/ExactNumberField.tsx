import type { FieldPathList, FieldProps } from '@rjsf/utils'
import { useState } from 'react'

import { digitsOf } from './formData.ts'
import { readNumber } from './readNumber.ts'

/**
 * A number as it is being typed. "1." and "1.50" stay on the screen while the data is 1 and 1.5,
 * and an integer beyond 2^53 is never rounded. A choice from a list arrives as its own value.
 */
export function ExactNumberField(props: FieldProps) {
  const { formData, onChange, registry } = props
  const [typed, setTyped] = useState<string>()
  const { StringField } = registry.fields
  if (!StringField) return null
  const stored = digitsOf(formData) ?? formData
  const shown = typed !== undefined && readNumber(typed) === formData ? typed : stored
  const change = (value: unknown, path: FieldPathList) => {
    if (typeof value !== 'string') {
      setTyped(undefined)
      return onChange(value, path)
    }
    setTyped(value)
    return onChange(readNumber(value), path)
  }
  return <StringField {...props} formData={shown} onChange={change} />
}
