import { randomUUID } from 'node:crypto'

import {
  InvokeAgentRuntimeCommand,
  type InvokeAgentRuntimeCommandInput,
} from '@aws-sdk/client-bedrock-agentcore'

import type { startAgentCore } from './running.ts'

type Running = Awaited<ReturnType<typeof startAgentCore>>

/** Invokes as the official client does and reads the answer to its end. */
export async function invoke(
  running: Running,
  agentRuntimeArn: string,
  payload: unknown,
  more: Partial<InvokeAgentRuntimeCommandInput> = {},
) {
  const answer = await running.client().send(
    new InvokeAgentRuntimeCommand({
      agentRuntimeArn,
      qualifier: 'DEFAULT',
      runtimeSessionId: randomUUID(),
      contentType: 'application/json',
      accept: 'text/event-stream',
      payload: new TextEncoder().encode(JSON.stringify(payload)),
      ...more,
    }),
  )
  return { ...answer, text: (await answer.response?.transformToString()) ?? '' }
}
