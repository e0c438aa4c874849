import * as z from 'zod'

import type { Message, Part } from '../../adk/wire.ts'
import { RpcError } from './errors.ts'
import type { WireVersion } from './wireVersion.ts'

const metadata = z.record(z.string(), z.unknown()).optional()
const record = z.record(z.string(), z.unknown())

const part03 = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), metadata }),
  z.object({ kind: z.literal('data'), data: record, metadata }),
  z.object({ kind: z.literal('file'), file: record, metadata }),
])

/** A part of 1.0 has no `kind`: which member it has says what it is. */
const part10 = z
  .object({
    text: z.string().optional(),
    data: record.optional(),
    raw: z.string().optional(),
    url: z.string().optional(),
    filename: z.string().optional(),
    mediaType: z.string().optional(),
    metadata,
  })
  .transform(
    ({ text, data, raw, url, filename, mediaType, metadata: about }): z.input<typeof part03> => {
      const more = about && { metadata: about }
      if (text !== undefined) return { kind: 'text', text, ...more }
      if (data !== undefined) return { kind: 'data', data, ...more }
      return {
        kind: 'file',
        file: { bytes: raw, uri: url, name: filename, mimeType: mediaType },
        ...more,
      }
    },
  )

/** Proto3 writes what is not set as an empty text. */
const id = z
  .string()
  .optional()
  .transform((value) => value || undefined)

const messageOf = <P extends z.ZodType<z.output<typeof part03>>>(part: P) =>
  z.object({
    messageId: z.string().min(1),
    contextId: id,
    taskId: id,
    parts: z.array(part).min(1),
    metadata,
  })

const configuration = z
  .object({ blocking: z.boolean().optional(), returnImmediately: z.boolean().optional() })
  .nullish()

const sendParams = {
  '0.3': z.object({ message: messageOf(part03), configuration }),
  '1.0': z.object({ message: messageOf(part10.pipe(part03)), configuration }),
}

const taskParams = z.object({ id: z.string().min(1), historyLength: z.int().min(0).optional() })

const listParams = z
  .object({
    contextId: id,
    pageSize: z.int().min(1).max(100).optional(),
    pageToken: id,
    status: id,
  })
  .prefault({})

export interface Sent {
  /** As 0.3 has it, whatever the wire. */
  message: Message
  contextId: string | undefined
  taskId: string | undefined
  /** The caller does not wait for the end. */
  immediate: boolean
}

/** @throws RpcError `params` */
export function readSent(version: WireVersion, params: unknown): Sent {
  const { message, configuration: wishes } = read<z.output<(typeof sendParams)['0.3']>>(
    sendParams[version],
    params,
  )
  const { messageId, contextId, taskId, parts } = message
  return {
    message: {
      kind: 'message',
      role: 'user',
      messageId,
      parts: parts.map(withoutUndefined),
      ...(contextId && { contextId }),
      ...(taskId && { taskId }),
      ...(message.metadata && { metadata: message.metadata }),
    },
    contextId,
    taskId,
    immediate: wishes?.blocking === false || wishes?.returnImmediately === true,
  }
}

export const readTaskParams = (params: unknown) => read(taskParams, params)

export const readListParams = (params: unknown) => read(listParams, params)

function withoutUndefined(part: z.output<typeof part03>): Part {
  const { metadata: about, ...rest } = part
  return about ? { ...rest, metadata: about } : rest
}

function read<Output>(schema: z.ZodType<Output>, params: unknown): Output {
  const result = schema.safeParse(params)
  if (result.success) return result.data
  const [first] = result.error.issues
  throw new RpcError('params', `Invalid params: ${first?.path.join('.')}: ${first?.message}`)
}
