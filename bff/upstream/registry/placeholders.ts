/** `${NAME}`, and `${NAME:-value}` with what it stands for when nobody says otherwise, as in a shell. */
const placeholder = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g

/**
 * The text with a value for every placeholder, and the names of those that have none. Whole-line
 * comments are left alone: what they mention is not sent.
 */
export function fillIn(
  text: string,
  values: Record<string, string>,
): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const filled = text
    .split('\n')
    .map((line) =>
      line.trimStart().startsWith('#')
        ? line
        : line.replaceAll(placeholder, (whole, name: string, usual: string | undefined) => {
            const value = Object.hasOwn(values, name) ? values[name] : usual
            if (value === undefined) missing.add(name)
            return value ?? whole
          }),
    )
    .join('\n')
  return { text: filled, missing: [...missing] }
}
