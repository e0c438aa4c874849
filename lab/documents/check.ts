import type { z } from 'zod'

import { ManifestRefusal } from './refusal.ts'
import type { Path, Source } from './source.ts'

/** A manifest with its type and a way to refuse a part of it. */
export interface Checked<T> {
  readonly value: T
  readonly refuse: (path: Path, sentence: string) => ManifestRefusal
}

/** A document as the schema of its kind has it. @throws ManifestRefusal for the first fault */
export function check<S extends z.ZodType>(source: Source, schema: S): Checked<z.output<S>> {
  const parsed = schema.safeParse(source.value)
  if (!parsed.success) throw firstFault(source, parsed.error)
  return {
    value: parsed.data,
    refuse: (path, sentence) => new ManifestRefusal(source.place(path), sentence),
  }
}

function firstFault(source: Source, error: z.ZodError): ManifestRefusal {
  const [issue] = error.issues
  const path = issue?.path ?? []
  const written = path.map(String).join('.') || 'the document'
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return new ManifestRefusal(
      source.keyPlace(path, key),
      `this gateway does not honour the field "${key}" of ${written}; remove it`,
    )
  }
  return new ManifestRefusal(source.place(path), `${written}: ${issue?.message ?? 'it is wrong'}`)
}
