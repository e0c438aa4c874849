import { afterAll, describe, expect, test } from 'vitest'

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
  test('are the workload’s own, from its start on', async () => {
    const [first, ...rest] = await lines()
    expect(first).toEqual({
      timestamp: '2026-08-14T09:00:00.7Z',
      stream: 'stdout',
      line: 'starting solofieldassistant-kagent on kagent-tor1',
    })
    expect(rest.map(({ line }) => line)).toContain('GET /healthz 200')
  })

  test('name the environment and never its values', async () => {
    const text = JSON.stringify(await lines())
    expect(text).toContain('AWS_REGION, SOLO_KB_MCP_URL')
    expect(text).not.toContain(':18085/mcp')
  })

  test('go on while the workload runs', async () => {
    const before = (await lines()).length
    await target.turn(30_000)
    expect((await lines()).length).toBeGreaterThan(before)
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
