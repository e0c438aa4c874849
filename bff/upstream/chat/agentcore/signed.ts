import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'

import {
  BedrockAgentCoreClient,
  type BedrockAgentCoreClientConfig,
  GetAgentCardCommand,
  InvokeAgentRuntimeCommand,
  StopRuntimeSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore'

import type { ChatRuntimeConfig } from '../../../config/schema.ts'
import { ask, type RuntimeAnswer } from '../ask.ts'
import type { ChatParts } from '../parts.ts'
import {
  accept,
  type Asked,
  type Caller,
  type Door,
  type Heard,
  labels,
  qualifier,
} from './door.ts'

type Settings = Extract<ChatRuntimeConfig, { via: 'agentcore' }>

/** A request as the AWS SDK hands it to its transport, already signed. */
interface SignedRequest {
  method: string
  protocol: string
  hostname: string
  port?: number
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: string | Uint8Array
}

type Send = (client: BedrockAgentCoreClient, signal: AbortSignal) => Promise<unknown>

/**
 * The AWS SDK builds and signs each request; it is sent and read like any other, so that it is recorded,
 * stays within the configured addresses and fails in the same words. An invocation is never sent twice.
 */
export function createSignedDoor(parts: ChatParts, settings: Settings, endpoint: string): Door {
  const options: BedrockAgentCoreClientConfig = {
    region: settings.region,
    endpoint,
    maxAttempts: 1,
  }
  // What the usual chain finds is kept and renewed by the SDK; the configuration's own is read each time.
  const credentials =
    ownCredentials(parts, settings) ?? new BedrockAgentCoreClient(options).config.credentials

  async function heard(
    { place, persona, signIn }: Caller,
    asked: Asked,
    send: Send,
  ): Promise<Heard> {
    const got: { answer?: RuntimeAnswer } = {}
    const handle = async (request: SignedRequest) => {
      const { body } = request
      got.answer = await ask(parts, {
        upstream: 'runtime',
        target: place.runtime,
        owner: signIn.operator.subject,
        ...(persona === '' ? {} : { persona }),
        ...asked,
        method: request.method === 'GET' ? 'GET' : 'POST',
        url: urlOf(request),
        headers: request.headers,
        ...(body === undefined ? {} : { body: textOf(body) }),
        silence: parts.config.chat.limits.silence,
      })
      // The SDK is told nothing of the answer, which is read by whoever asked.
      return { response: { statusCode: 200, headers: {}, body: Readable.from([]) } }
    }
    await send(new BedrockAgentCoreClient({ ...options, credentials, requestHandler: { handle } }), asked.signal) // prettier-ignore
    if (got.answer === undefined) throw new Error('the AWS SDK sent nothing')
    const { sessionToken = '' } = await credentials()
    return { answer: got.answer, secrets: [sessionToken] }
  }

  return {
    invoke: (caller, { body, ...asked }) =>
      heard(caller, asked, (client, abortSignal) => {
        const contentType = 'application/json'
        const input = { ...at(caller), contentType, accept, payload: Buffer.from(body) }
        return client.send(new InvokeAgentRuntimeCommand(input), { abortSignal })
      }),
    card: (caller, signal) =>
      heard(caller, { label: labels.card, signal }, (client, abortSignal) =>
        client.send(new GetAgentCardCommand(at(caller)), { abortSignal }),
      ),
    stopSession: (caller, signal) =>
      heard(caller, { label: labels.stop, signal }, (client, abortSignal) =>
        client.send(new StopRuntimeSessionCommand({ ...at(caller), clientToken: randomUUID() }), {
          abortSignal,
        }),
      ),
  }
}

const at = ({ place, conversation }: Caller) => ({
  agentRuntimeArn: place.remoteId,
  runtimeSessionId: conversation,
  qualifier,
})

/** Bytes are looked at as bytes: the SDK warns of anything that takes its bodies for texts. */
const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body)

function urlOf({ protocol, hostname, port, path, query = {} }: SignedRequest): URL {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`)
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? ''].flat()) url.searchParams.append(name, one)
  return url
}

/** The secrets of the configuration, read anew for each request: a mounted file may change. */
function ownCredentials({ secrets }: ChatParts, { credentials }: Settings) {
  if (credentials === undefined) return undefined
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  return async () => ({
    accessKeyId: secrets.read(accessKeyId),
    secretAccessKey: secrets.read(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: secrets.read(sessionToken) }),
  })
}
