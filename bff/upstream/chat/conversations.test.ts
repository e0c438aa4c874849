import { expect, test } from 'vitest'

import { chatOf, eventsWhenEnded, finished, question, whichOf } from '../../testing/chat.ts'

test('a conversation that was deleted cannot be begun again, where its agent would remember it', async () => {
  const { chat, agent, time } = chatOf()
  const asked = question()
  agent.say(finished)
  await eventsWhenEnded((await chat.begin(asked)).events)
  await chat.remove(whichOf(asked))
  for (const by of ['bob', 'alice']) {
    const again = question({ by, conversation: asked.conversation })
    await expect(chat.begin(again)).rejects.toMatchObject({ status: 404 })
  }
  expect(agent.turns).toHaveLength(1)
  await expect(chat.one(whichOf(asked))).rejects.toMatchObject({ status: 404 })
  await expect(chat.rename(whichOf(asked), 'x')).rejects.toMatchObject({ status: 404 })
  expect(await chat.list('alice')).toEqual([])
  time.now += 31 * 24 * 3_600_000
  agent.say(finished)
  await chat.begin(question({ conversation: asked.conversation }))
})
