import { identityOf, parseSources, type Source } from './source.ts'
import { substitute } from './variables.ts'

export interface ChangeOptions {
  /** Only finds out whether the change would be taken. */
  readonly dryRun?: boolean
}

/** The documents that a gateway runs with, and what they come to. */
export interface Configuration<Model> {
  /** Of this moment; a request keeps the one that it began with. */
  readonly model: () => Model
  /** Of this moment, in reading order. One that did not change is the same object as before. */
  readonly documents: () => readonly Source[]
  /** Puts these in the place of all others, such as those of the first start. @throws ManifestRefusal */
  readonly replace: (sources: readonly Source[]) => void
  /**
   * Adds the documents of a YAML text, or replaces those of the same kind, namespace and name; all of
   * them or none. Returns `group/Kind namespace/name` of each.
   * @throws ManifestRefusal, with `file` as the place's name
   */
  readonly apply: (text: string, file?: string, options?: ChangeOptions) => string[]
  /**
   * Takes away the documents of a YAML text, by kind, namespace and name; the rest of them does not
   * matter. Returns those that were there.
   * @throws ManifestRefusal where something that stays refers to one of them
   */
  readonly remove: (text: string, file?: string, options?: ChangeOptions) => string[]
}

/** The documents alone, whatever they come to. */
export type Documents = Omit<Configuration<unknown>, 'model'>

/** @throws ManifestRefusal for documents that cannot be honoured, as `resolve` does */
export function configure<Model>(
  first: readonly Source[],
  variables: Readonly<Record<string, string>>,
  resolve: (sources: readonly Source[]) => Model,
): Configuration<Model> {
  let sources = first
  let model = resolve(first)
  const become = (next: readonly Source[], { dryRun = false }: ChangeOptions = {}): void => {
    const resolved = resolve(next)
    if (dryRun) return
    model = resolved
    sources = next
  }
  const read = (text: string, file: string): Map<string, Source> =>
    new Map(
      parseSources(file, substitute(text, variables, file)).map((item) => [identityOf(item), item]),
    )
  return {
    model: () => model,
    documents: () => sources,
    replace: (given) => become(given),
    apply: (text, file = 'applied.yaml', options = {}) => {
      const given = read(text, file)
      const kept = sources.filter((source) => !given.has(identityOf(source)))
      become([...kept, ...given.values()], options)
      return [...given.keys()]
    },
    remove: (text, file = 'removed.yaml', options = {}) => {
      const given = read(text, file)
      const gone = sources.filter((source) => given.has(identityOf(source)))
      become(
        sources.filter((source) => !gone.includes(source)),
        options,
      )
      return gone.map(identityOf)
    },
  }
}
