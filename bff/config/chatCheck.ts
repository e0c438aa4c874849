import type { Config, Secret } from './schema.ts'
import type { Path } from './source.ts'

type Wrong = (path: Path, sentence: string) => void

interface Checks {
  readable(path: Path, secret: Secret | undefined): void
  checkTransport(path: Path, url: string, wrong: Wrong): void
}

/** What the schema cannot see of `chat`: a registry to find agents by, readable keys, and where http would leak. */
export function checkChat({ chat, registry }: Config, wrong: Wrong, checks: Checks): void {
  const { runtimes } = chat
  if (registry === undefined && Object.keys(runtimes).length > 0)
    wrong(['chat', 'runtimes'], 'needs a section registry, in which the deployments are found')
  for (const [name, runtime] of Object.entries(runtimes)) {
    const path = ['chat', 'runtimes', name]
    // A kagent controller has no TLS of its own and is asked from within its cluster.
    if (runtime.via !== 'agentcore') continue
    const { credentials, endpoint } = runtime
    if (endpoint !== undefined) checks.checkTransport([...path, 'endpoint'], endpoint, wrong)
    if (credentials !== undefined && runtime.auth === 'bearer')
      wrong(
        [...path, 'credentials'],
        "is of no use with auth bearer, which sends the persona's token",
      )
    for (const key of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const)
      checks.readable([...path, 'credentials', key], credentials?.[key])
  }
}
