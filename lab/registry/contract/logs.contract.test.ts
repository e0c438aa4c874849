import { afterAll, describe, expect, test } from 'vitest'

import { question } from '../../runtimes/kagent/testing.ts'
import { client } from './client.ts'
import { startOwn } from './target.ts'

// Its own registry always: logs need a workload whose whole life is known.
const target = await startOwn()
const { send } = client(target)
afterAll(() => target.close())
await target.turn(5_000)

const lines = async (query = '', name = 'solofieldassistant-kagent') => {
  const { body } = await send(`/v0/deployments/${name}/logs${query}`)
  const read: { lines: { timestamp: string; stream: string; line: string }[] } = JSON.parse(
    JSON.stringify(body),
  )
  return read.lines
}

describe('logs', () => {
  test('are the agent’s own, from its start on', async () => {
    const [first, ...rest] = await lines()
    expect(first).toEqual({
      timestamp: '2026-08-14T09:00:00.700Z',
      stream: 'stdout',
      line: 'starting solofieldassistant in namespace kagent',
    })
    expect(rest.map(({ line }) => line)).toContain('ready for questions')
  })

  test('name the environment and never its values', async () => {
    const text = JSON.stringify(await lines())
    expect(text).toContain('environment: AWS_REGION, HOST, KAGENT_NAME')
    expect(text).not.toContain(':18085/mcp')
  })

  test('go on while the agent answers', async () => {
    const before = (await lines()).length
    await send('/v0/a2a/sessions/kagent-tor1/agents/solofieldassistant-kagent', {
      method: 'POST',
      json: { jsonrpc: '2.0', id: 1, method: 'message/send', params: question('seed') },
    })
    const after = (await lines()).slice(before)
    expect(after.at(-1)?.line).toMatch(/^task .+ of admin: completed$/)
  })

  test('tailLines keeps the last ones', async () => {
    const all = await lines()
    expect(await lines('?tailLines=2')).toEqual(all.slice(-2))
  })

  test('cannot be followed', async () => {
    const answer = await send('/v0/deployments/solofieldassistant-kagent/logs?follow=true')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      detail:
        'follow=true is not supported on this endpoint; the streaming SSE variant is tracked as a follow-up',
    })
  })

  test('are 404 for a deployment that is not there', async () => {
    const answer = await send('/v0/deployments/nobody/logs')
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ detail: 'Deployment "default"/"nobody" not found' })
  })

  test('are 502 when the runtime refuses', async () => {
    const answer = await send('/v0/deployments/release-notes-eu/logs')
    expect(answer.status).toBe(502)
    expect(answer.body).toMatchObject({
      title: 'Bad Gateway',
      detail: expect.stringMatching(/^adapter logs: AssumeRole denied/),
    })
  })

  test('are for those who may read the target', async () => {
    const answer = await send('/v0/deployments/solofieldassistant-kagent/logs', { as: 'docs' })
    expect(answer.status).toBe(403)
  })
})
