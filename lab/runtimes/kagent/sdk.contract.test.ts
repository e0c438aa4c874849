import { Role, type StreamResponse, TaskState } from '@a2a-js/sdk'
import {
  ClientFactory,
  ClientFactoryOptions,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
} from '@a2a-js/sdk/client'
import { afterAll, describe, expect, test } from 'vitest'

import { startKagent } from './testing.ts'

const kagent = await startKagent()
afterAll(() => kagent.close())

const legacyCompat = { enabled: true }

/** The official client; its card is made by hand, because the served one names an address that does not exist. */
const clientFor = (protocolVersion: '0.3' | '1.0', fetchImpl: typeof fetch = fetch) =>
  new ClientFactory(
    ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
      transports: [new JsonRpcTransportFactory({ legacyCompat, fetchImpl })],
    }),
  ).createFromAgentCard({
    name: 'agent',
    description: '',
    version: '',
    provider: undefined,
    documentationUrl: '',
    iconUrl: '',
    supportedInterfaces: [
      { url: kagent.agentUrl, protocolBinding: 'JSONRPC', protocolVersion, tenant: '' },
    ],
    capabilities: { streaming: true, pushNotifications: false, extensions: [] },
    securitySchemes: {},
    securityRequirements: [],
    defaultInputModes: ['text'],
    defaultOutputModes: ['text'],
    skills: [],
    signatures: [],
  })

const part = (content: { $case: 'text'; value: string } | { $case: 'data'; value: unknown }) => ({
  content,
  metadata: undefined,
  filename: '',
  mediaType: '',
})

const sent = (content: Parameters<typeof part>[0], contextId: string, taskId = '') => ({
  message: {
    messageId: crypto.randomUUID(),
    contextId,
    taskId,
    role: Role.ROLE_USER,
    parts: [part(content)],
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
  },
  configuration: undefined,
  metadata: undefined,
  tenant: '',
})

async function all<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of source) items.push(item)
  return items
}

/** State and text of an event, or what else it is. */
function brief({ payload }: StreamResponse): string {
  if (payload?.$case !== 'statusUpdate') return payload?.$case ?? 'nothing'
  const { status } = payload.value
  const said = status?.message?.parts.map(({ content }) =>
    content?.$case === 'text' ? content.value : content?.$case,
  )
  return [TaskState[status?.state ?? 0]?.replace('TASK_STATE_', ''), ...(said ?? [])].join(' | ')
}

describe.each(['0.3', '1.0'] as const)('the official client on %s', (version) => {
  const contextId = `sdk-${version}`

  test('hears all seven events', async () => {
    const client = await clientFor(version)
    const events = await all(
      client.sendMessageStream(sent({ $case: 'text', value: 'seed' }, contextId)),
    )
    expect(events.map(brief)).toEqual([
      'SUBMITTED | seed',
      'WORKING',
      'WORKING | Let me look. | data',
      'WORKING | data',
      'WORKING | A TrafficPolicy is a policy.',
      'artifactUpdate',
      'COMPLETED',
    ])
  })

  test('sends a decision and hears how it goes on', async () => {
    const client = await clientFor(version)
    const asked = await all(
      client.sendMessageStream(sent({ $case: 'text', value: 'delete' }, contextId)),
    )
    const last = asked.at(-1)?.payload
    if (last?.$case !== 'statusUpdate') throw new Error('a stream ends with a status')
    expect(last.value.status?.state).toBe(TaskState.TASK_STATE_INPUT_REQUIRED)
    const decision = { $case: 'data' as const, value: { decision_type: 'approve' } }
    const decided = await all(
      client.sendMessageStream(sent(decision, contextId, last.value.taskId)),
    )
    expect(decided.map(brief)).toContain('WORKING | The pod is deleted.')
    expect(decided.map(brief).at(-1)).toBe('COMPLETED')
  })

  test('leaves a task and comes back to it', async () => {
    const client = await clientFor(version)
    kagent.hold()
    let taskId = ''
    for await (const { payload } of client.sendMessageStream(
      sent({ $case: 'text', value: 'seed' }, contextId),
    ))
      if (payload?.$case === 'statusUpdate') {
        ;({ taskId } = payload.value)
        break
      }
    const running = await client.getTask({ id: taskId, tenant: '' })
    expect(running.status?.state).toBe(TaskState.TASK_STATE_WORKING)
    await expect(
      client.cancelTask({ id: taskId, tenant: '', metadata: undefined }),
    ).rejects.toThrow('Cancellation is not supported')
    // The agent goes on when the head of the answer is here: from then on the client listens.
    const back = await clientFor(version, async (...request) => {
      const response = await fetch(...request)
      kagent.release()
      return response
    })
    const rest = await all(back.resubscribeTask({ id: taskId, tenant: '' }))
    expect(rest.map(brief).slice(-3)).toEqual([
      'WORKING | A TrafficPolicy is a policy.',
      'artifactUpdate',
      'COMPLETED',
    ])
    await expect(client.resubscribeTask({ id: taskId, tenant: '' }).next()).rejects.toThrow(
      'terminal state: completed',
    )
  })
})

test('the official resolver reads the card', async () => {
  const resolver = new DefaultAgentCardResolver({ legacyCompat })
  const card = await resolver.resolve(kagent.agentUrl)
  expect(card.supportedInterfaces.map(({ protocolVersion }) => protocolVersion)).toEqual([
    '0.3',
    '1.0',
  ])
})
