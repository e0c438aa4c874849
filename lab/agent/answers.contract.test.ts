import type { ModelMessage } from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type RunningKnowledge, runKnowledge } from '../servers/knowledge/running.ts'
import type { Agent } from './agent.ts'
import { createAgent } from './createAgent.ts'
import { createPace } from './pace.ts'
import { type Asked, ask } from './testing/ask.ts'
import { conversations } from './testing/conversations.ts'
import { kindQuestions } from './testing/kindQuestions.ts'
import { otherQuestions } from './testing/otherQuestions.ts'
import { productQuestions } from './testing/productQuestions.ts'
import type { Question } from './testing/question.ts'

let kb: RunningKnowledge
let agent: Agent

beforeAll(async () => {
  kb = await runKnowledge()
  agent = await createAgent(
    { name: 'solofieldassistant', description: '', env: { MODEL_PROVIDER: 'offline' } },
    { log: () => undefined, pace: createPace(0), knowledgeUrl: `${kb.origin}/mcp` },
  )
})
afterAll(async () => {
  await agent.close()
  await kb.stop()
})

function check({ tools, says }: Question, asked: Asked): void {
  expect(asked.tools).toEqual(tools)
  for (const expected of says)
    if (typeof expected === 'string') expect(asked.text).toContain(expected)
    else expect(asked.text).toMatch(expected)
}

describe('The offline model answers from the knowledge base', () => {
  test.each([...kindQuestions, ...productQuestions, ...otherQuestions])(
    '$ask',
    async (question) => {
      const before = kb.knowledge.toolCalls()
      const asked = await ask(agent, question.ask)
      check(question, asked)
      // The tools were really called, not only named.
      expect(kb.knowledge.toolCalls() - before).toBe(question.tools.length)
    },
  )

  test('the same question gets the same answer', async () => {
    const [first, second] = [
      await ask(agent, 'What is kgateway?'),
      await ask(agent, 'What is kgateway?'),
    ]
    expect(second.text).toBe(first.text)
  })
})

describe('A question refers to the one before it', () => {
  test.each(
    conversations.map((turns) => ({ name: turns.map((turn) => turn.ask).join(' → '), turns })),
  )('$name', async ({ turns }) => {
    let history: ModelMessage[] = []
    for (const question of turns) {
      const asked = await ask(agent, question.ask, history)
      check(question, asked)
      history = asked.history
    }
  })
})
