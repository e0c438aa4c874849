import type { ASTNode } from '@marcbachmann/cel-js'
import type { RE2JS } from 're2js'

import { visit } from './tree.ts'

/** The name under which `matches` runs; not an identifier that an author could write by accident. */
export const safeMatches = '__matchesRe2'

// As large as the page that uses it, and most rules never ask for it: loaded with the first that does.
let engine: typeof RE2JS | undefined
let loading: Promise<void> | undefined

/** Whether one of the texts may need the engine that is not there yet. */
export const wantsMatches = (texts: readonly string[]): boolean =>
  engine === undefined && texts.some((text) => text.includes('matches'))

/** Loads the engine; several callers wait for the same one, and after a failure the next tries again. */
export function loadMatches(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  try {
    engine = (await import('./re2.ts')).RE2JS
  } catch (cause) {
    loading = undefined
    throw cause
  }
}

/**
 * CEL's `matches` is RE2, linear in its input, and finds anywhere. cel-js runs it on the browser's own
 * engine, where `^(a+)+$` stalls the page, and forbids an overload of that name; so calls are renamed
 * in the parsed tree before it is first checked. Literal patterns are compiled at once.
 * @throws RE2JSException for a literal that RE2 refuses, such as a back-reference
 */
export function useRe2(tree: ASTNode): void {
  visit(tree, (node) => {
    if (node.op !== 'rcall' || node.args[0] !== 'matches') return
    node.args[0] = safeMatches
    const [pattern] = node.args[2]
    if (pattern?.op === 'value' && typeof pattern.args === 'string') engine?.compile(pattern.args)
  })
}

/** @throws Error while the engine is not there */
export function matchesRe2(text: string, pattern: string): boolean {
  if (engine === undefined) throw new Error('The engine for matches() is not loaded yet.')
  return engine.compile(pattern).matcher(text).find()
}
