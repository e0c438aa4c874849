import { z } from 'zod'

import type { Checked } from '../../documents/check.ts'
import type { ProxyManifests } from './load.ts'
import { configSchema, type gatewaySchema, keySchema } from './schemas.ts'

type Config = z.output<typeof configSchema>
type ConfigMap = ProxyManifests['configMaps'][number]

/**
 * The listener of the ConfigMap's `config.json`, and the key that its tokens are signed for.
 * @throws ManifestRefusal at the line of the JSON's beginning, Error where there is no such ConfigMap
 */
export function readConfig(
  { configMaps }: ProxyManifests,
  gateway: z.output<typeof gatewaySchema>,
): { listener: Config['listener']; key: z.output<typeof keySchema> | undefined } {
  const found = configMaps.find(({ value }) => value.data['config.json'] !== undefined)
  if (found === undefined)
    throw new Error('There is no ConfigMap with config.json; add its document to the folder')
  const { listener } = readJson(found, 'config.json', configSchema)
  const [expected] = gateway.spec.listeners
  if (listener.port !== expected?.port)
    throw found.refuse(
      ['data', 'config.json'],
      `listener.port is ${listener.port}, the Gateway's ${expected?.port}; write one of them twice`,
    )
  return { listener, key: listener.authn && readKey(found, listener.authn.jwks.source) }
}

function readKey(found: ConfigMap, source: { type: 'file' | 'inline'; data: string }) {
  if (source.type === 'inline') return parse(found, 'config.json', source.data, keySchema)
  // The ConfigMap is mounted at /config, so that its keys are the files there.
  const name = source.data.replace(/^\/config\//, '')
  return readJson(found, name, keySchema)
}

const readJson = <S extends z.ZodType>(found: ConfigMap, name: string, schema: S): z.output<S> => {
  const text = found.value.data[name]
  if (text === undefined)
    throw found.refuse(['data'], `there is no ${name} here; add it, or correct the file's name`)
  return parse(found, name, text, schema)
}

function parse<S extends z.ZodType>(
  found: Checked<unknown>,
  name: string,
  text: string,
  schema: S,
): z.output<S> {
  const refuse = (reason: string) => found.refuse(['data', name], `${name}: ${reason}`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('this is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  return parsed.data
}
