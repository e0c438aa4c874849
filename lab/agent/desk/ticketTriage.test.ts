import { beforeEach, describe, expect, test } from 'vitest'

import type { Agent } from '../agent.ts'
import { createAgent } from '../createAgent.ts'
import { createPace } from '../pace.ts'
import { ask, only } from '../testing/ask.ts'

let agent: Agent
beforeEach(async () => {
  agent = await createAgent(
    { name: 'ticket-triage', description: '', env: { MODEL_PROVIDER: 'offline' } },
    { log: () => undefined, pace: createPace(0), knowledgeUrl: 'http://127.0.0.1:1/mcp' },
  )
})

async function askToClose(id = 'T-1041') {
  const asked = await ask(agent, `Close ${id} because it works as meant`)
  return { ...asked, approval: only(asked.events, 'approval') }
}

const decide = (approval: string, approved: boolean, reason?: string) => ({
  kind: 'decision' as const,
  decisions: { [approval]: { approved, ...(reason !== undefined && { reason }) } },
})

describe('The desk', () => {
  test('lists what is open, the most severe first', async () => {
    const { tools, text } = await ask(agent, 'Which tickets are open?')
    expect(tools).toEqual(['list_tickets'])
    expect(text.indexOf('T-1042')).toBeLessThan(text.indexOf('T-1041'))
    expect(text).not.toContain('T-1038')
  })

  test('tells one ticket and who should read it', async () => {
    const { tools, text } = await ask(agent, 'what is t-1043 about?')
    expect(tools).toEqual(['get_ticket'])
    expect(text).toContain('platform team')
  })

  test('names the tickets there are when asked for another', async () => {
    const { events, text } = await ask(agent, 'Close T-9999')
    expect(only(events, 'tool-result').isError).toBe(true)
    expect(text).toBe('There is no ticket T-9999; there are T-1041, T-1042, T-1043, T-1038.')
  })
})

describe('Closing a ticket', () => {
  test('waits for a person, after the call was told', async () => {
    const { events, approval } = await askToClose()
    const types = events.map(({ type }) => type)
    expect(approval.call).toMatchObject({
      name: 'close_ticket',
      args: { id: 'T-1041', resolution: 'it works as meant' },
    })
    expect(approval.hint).toContain('told')
    expect(types.lastIndexOf('tool-call')).toBeLessThan(types.indexOf('approval'))
    expect(types.at(-1)).toBe('finish')
    expect((await ask(agent, 'What is T-1041?')).text).toContain('is open')
  })

  test('happens when the person agrees', async () => {
    const { approval, history } = await askToClose()
    const { events, text } = await ask(agent, decide(approval.id, true), history)
    expect(only(events, 'tool-result')).toMatchObject({ id: approval.call.id, isError: false })
    expect(text).toContain('**T-1041** is closed with the resolution "it works as meant"')
    expect((await ask(agent, 'What is T-1041?')).text).toContain('is closed')
  })

  test('does not happen when the person declines, and the reason is heard', async () => {
    const { approval, history } = await askToClose()
    const { events, text } = await ask(
      agent,
      decide(approval.id, false, 'bob must confirm'),
      history,
    )
    expect(only(events, 'tool-result')).toMatchObject({ id: approval.call.id, isError: true })
    expect(text).toContain('stays open, because you declined: "bob must confirm"')
    expect((await ask(agent, 'What is T-1041?')).text).toContain('is open')
  })

  test('is declined by a message that comes instead of a decision', async () => {
    const { history } = await askToClose()
    const { tools, text, history: after } = await ask(agent, 'Which tickets are open?', history)
    expect(tools).toEqual(['list_tickets'])
    expect(text).toContain('T-1041')
    expect((await ask(agent, 'What is T-1042?', after)).text).toContain('**T-1042** is open')
  })

  test('cannot be decided twice, nor under another id', async () => {
    const { approval, history } = await askToClose()
    const decided = await ask(agent, decide(approval.id, true), history)
    const again = await ask(agent, decide(approval.id, true), decided.history)
    expect(only(again.events, 'error').message).toContain('decided already')
    const other = await ask(agent, decide('another', true), history)
    expect(only(other.events, 'error').message).toContain('no such approval')
    expect(other.history).toEqual(history)
  })

  test('asks which one, when none is named', async () => {
    expect((await ask(agent, 'please close a ticket')).text).toContain(
      'Which of them shall I close?',
    )
  })

  test('"close it" means the ticket that was spoken of', async () => {
    const { history } = await ask(agent, 'What is T-1043?')
    const { events } = await ask(agent, 'close it', history)
    expect(only(events, 'approval').call.args['id']).toBe('T-1043')
  })
})
