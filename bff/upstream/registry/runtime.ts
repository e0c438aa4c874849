import type { RecordView, RegistryObject } from '../../contract.ts'
import { textAt } from './envelope.ts'

type RuntimeOf = NonNullable<RecordView['runtime']>

/** What runs underneath, by runtime type in lower case; types are case-insensitive (84f7a5e9). */
const platforms: Record<string, string> = {
  kagent: 'Kubernetes',
  kubernetes: 'Kubernetes',
  bedrockagentcore: 'AWS',
  microsoftfoundry: 'Azure',
  geminiagentruntime: 'Google Cloud',
}

/** A Runtime as its rows and those of its Deployments show it; unknown types have no platform. */
export function runtimeOf(name: string, runtime: RegistryObject | undefined): RuntimeOf {
  return described(name, textAt(runtime?.spec, 'type'), textAt(runtime?.spec, 'config', 'region'))
}

/** The same where the Runtime itself cannot be read: a discovered Deployment names its type. */
export const described = (name: string, type?: string, region?: string): RuntimeOf => {
  const platform = type === undefined ? undefined : platforms[type.toLowerCase()]
  return {
    name,
    ...(type === undefined ? {} : { type }),
    ...(platform === undefined ? {} : { platform }),
    ...(region === undefined ? {} : { region }),
  }
}
