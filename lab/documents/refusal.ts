/** A place in a manifest file; line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A manifest that this gateway cannot honour: `file:line:column: what is wrong and what to do`. */
export class ManifestRefusal extends Error {
  constructor({ file, line, column }: Place, sentence: string) {
    super(`${file}:${line}:${column}: ${sentence}`)
  }
}
