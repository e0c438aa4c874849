import { ManifestRefusal } from './refusal.ts'

/**
 * Fills in `${NAME}` and `${NAME:-default}`, as `envsubst` and a shell would. Other dollar signs, such
 * as those of regular expressions, stay.
 * @throws ManifestRefusal for a variable without value and default
 */
export function substitute(
  text: string,
  variables: Readonly<Record<string, string>>,
  file: string,
): string {
  return text.replace(
    /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
    (_all, name: string, fallback: string | undefined, offset: number) => {
      const value = variables[name] ?? fallback
      if (value !== undefined) return value
      const before = text.slice(0, offset).split('\n')
      throw new ManifestRefusal(
        { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
        `the variable ${name} has no value; set it, or write \${${name}:-default}`,
      )
    },
  )
}
