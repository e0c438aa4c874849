import type { ChatRuntimeConfig, Config } from '../../config/schema.ts'

/** How the agents on a Runtime of that name are asked; through the registry where nothing else is configured. */
export const settingsFor = ({ chat: { runtimes } }: Config, runtime: string): ChatRuntimeConfig =>
  // a record may be called "constructor"
  (Object.hasOwn(runtimes, runtime) ? runtimes[runtime] : undefined) ?? { via: 'registry' }
