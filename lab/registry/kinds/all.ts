import { agent } from './agent.ts'
import { model, plugin, prompt, skill } from './content.ts'
import { deployment } from './deployment.ts'
import type { Kind } from './kind.ts'
import { mcpServer } from './mcpserver.ts'
import { gateway, secret } from './platform.ts'
import { accessPolicy, runtimeAccessPolicy } from './policy.ts'
import { type ConfigCheck, runtimeKind } from './runtime.ts'

export type Edition = 'enterprise' | 'oss'

/** The kinds of one registry, by their canonical name. */
export type Kinds = ReadonlyMap<string, Kind>

/**
 * The open-source edition has the content kinds, runtimes and deployments; everything about access,
 * secrets and gateways is Enterprise.
 */
export function makeKinds(edition: Edition, runtimeTypes: Map<string, ConfigCheck | undefined>) {
  const common = [
    agent,
    mcpServer,
    skill,
    prompt,
    model,
    plugin,
    runtimeKind(runtimeTypes),
    deployment,
  ]
  const enterprise = [accessPolicy, runtimeAccessPolicy, gateway, secret]
  const all = edition === 'oss' ? common : [...common, ...enterprise]
  return new Map(all.map((kind) => [kind.kind, kind]))
}
