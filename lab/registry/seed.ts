import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { parseAllDocuments } from 'yaml'

import { applyBatch } from './apply.ts'
import type { Asker, World } from './world.ts'

/**
 * Applies every manifest of a folder, in the order of the file names, through the registry's own apply.
 * The open-source edition refuses what it has no kinds or runtime types for; then the rest goes on.
 * @throws Error that names file and document when Enterprise refuses one
 */
export async function seed(
  world: World,
  asker: Asker,
  folder: string,
  variables: Record<string, string>,
): Promise<void> {
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).toSorted()
  for (const file of files) {
    const text = substitute(await readFile(join(folder, file), 'utf8'), variables, file)
    for (const [index, document] of [...parseAllDocuments(text)].entries())
      for (const { status, error } of applyBatch(world, asker, String(document), false).results)
        if (status === 'failed' && world.edition === 'enterprise')
          throw new Error(`${join(folder, file)}, document ${index + 1}: ${error}`)
  }
}

/**
 * `${NAME}` and `${NAME:-default}`, as a shell would fill them in.
 * @throws Error for a name without value and default: an empty URL would surface far from its cause
 */
export function substitute(text: string, variables: Record<string, string>, file: string): string {
  return text.replace(
    /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
    (_whole, name: string, otherwise?: string) => {
      const value = variables[name] ?? otherwise
      if (value === undefined)
        throw new Error(`${file} needs \${${name}}; give it a value or a default`)
      return value
    },
  )
}
