import { readFileSync, statSync } from 'node:fs'

import type { Secret } from './schema.ts'

/** Reads the secrets that the configuration names. A file is read again when it has changed. */
export interface Secrets {
  /** Without the line's end. Throws an Error whose message names the variable or file, never its value. */
  read(secret: Secret): string
}

export function createSecrets(env: NodeJS.ProcessEnv): Secrets {
  const files = new Map<string, { stamp: string; text: string }>()

  function readFile(path: string): string {
    // Kubernetes swaps a mounted secret by renaming a link: the inode changes even within one tick.
    const { mtimeMs, size, ino } = statSync(path)
    const stamp = `${mtimeMs} ${size} ${ino}`
    const known = files.get(path)
    if (known?.stamp === stamp) return known.text
    const text = readFileSync(path, 'utf8').trim()
    files.set(path, { stamp, text })
    return text
  }

  return {
    read(secret) {
      if ('env' in secret) {
        const value = env[secret.env]
        if (value) return value
        throw new Error(`the environment variable ${secret.env} is not set`)
      }
      try {
        const text = readFile(secret.file)
        if (text) return text
      } catch (cause) {
        throw new Error(`the file ${secret.file} cannot be read`, { cause })
      }
      throw new Error(`the file ${secret.file} is empty`)
    },
  }
}
