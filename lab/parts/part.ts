import type { Ports } from '../ports.ts'

/** What every part of the lab is made from. */
export interface PartContext {
  env: NodeJS.ProcessEnv
  ports: Ports
  /** Folder for what survives a restart. */
  data: string
}
