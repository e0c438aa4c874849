import type * as z from 'zod'

import type { Path } from './source.ts'

/** Something wrong at one place of the configuration. */
export interface Finding {
  path: Path
  sentence: string
}

/** What the schema found, each as a sentence that says what the place takes. */
export const sentences = (issues: readonly z.core.$ZodIssue[]): Finding[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        sentence: 'is not a known setting',
      }))
    return [{ path: issue.path, sentence: sentence(issue) }]
  })

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? `is missing; it takes ${article(issue.expected)}`
        : `takes ${article(issue.expected)}`
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `takes one of ${issue.options.join(', ')}`
        : 'takes { env: NAME } or { file: PATH }; a secret itself is never written here'
    case 'invalid_value':
      return `takes one of ${issue.values.map(String).join(', ')}`
    case 'invalid_key':
      return `is not a name: ${issue.issues.map(({ message }) => message).join('; ')}`
    case 'invalid_format':
      return issue.format === 'url' ? 'takes an http or https URL' : `takes ${issue.message}`
    case 'too_small':
      return `takes at least ${issue.minimum}${issue.origin === 'array' ? ' entry' : ''}`
    default:
      return issue.message
  }
}

const article = (type: string) =>
  type === 'record' || type === 'object'
    ? 'a mapping'
    : /^[aeiou]/.test(type)
      ? `an ${type}`
      : `a ${type}`
