import { parsed } from '../wire.ts'
import type { Asked, RegistryAnswer, RegistryCaller, RegistryClient } from './client.ts'
import { notARegistry, refusal } from './refusal.ts'

/**
 * A request whose answer is JSON. `wanted` ends the sentence "… may not …". Throws the Problems of
 * `RegistryClient.request`, those of `refusal`, and one that says that no registry listens there.
 */
export async function readJson(
  client: RegistryClient,
  caller: RegistryCaller,
  asked: Asked,
  wanted: string,
): Promise<unknown> {
  return jsonOf(await client.request(caller, asked), wanted)
}

export function jsonOf(answer: RegistryAnswer, wanted: string): unknown {
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, wanted)
  if (answer.status === 204) return undefined
  const value = parsed(answer.bytes.toString())
  if (value === undefined) throw notARegistry(answer)
  return value
}
