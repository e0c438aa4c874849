import { readdir, readFile } from 'node:fs/promises'

import { parse } from 'yaml'
import * as z from 'zod'

/** The folder that holds everything this server knows. */
const contentFolder = new URL('../content/', import.meta.url)

/**
 * Reads a file of the content folder.
 * @param path relative to the content folder, with forward slashes
 */
export const readContent = (path: string): Promise<string> =>
  readFile(new URL(path, contentFolder), 'utf8')

/** The files below a folder of the content folder that end in `suffix`, as sorted content paths. */
export async function listContent(folder: string, suffix: string): Promise<string[]> {
  const names = await readdir(new URL(`${folder}/`, contentFolder), { recursive: true })
  return names
    .filter((name) => name.endsWith(suffix))
    .map((name) => `${folder}/${name}`)
    .toSorted()
}

/**
 * Parses YAML and checks its shape.
 * @throws Error that names the content file and every field that is wrong
 */
export function parseChecked<S extends z.ZodType>(
  path: string,
  text: string,
  shape: S,
): z.output<S> {
  const result = shape.safeParse(parse(text))
  if (!result.success) throw new Error(`content/${path}:\n${z.prettifyError(result.error)}`)
  return result.data
}

/**
 * Splits a Markdown file into its YAML front matter and the text below it.
 * @throws Error that names the file when it has no front matter
 */
export function splitFrontMatter(path: string, text: string): { head: string; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n+/.exec(text)
  if (match?.[1] === undefined)
    throw new Error(`content/${path} has no front matter between two --- lines at its top`)
  return { head: match[1], body: text.slice(match[0].length).trimEnd() }
}
