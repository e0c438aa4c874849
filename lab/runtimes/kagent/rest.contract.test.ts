import { afterAll, describe, expect, test } from 'vitest'

import { manifest, question, startKagent } from './testing.ts'

const kagent = await startKagent()
afterAll(() => kagent.close())
const { send } = kagent

const as = (user: string) => ({ headers: { 'x-user-id': user } })
const session = (id: string, name: string, user = 'alice') =>
  send('/api/sessions', {
    ...as(user),
    json: { agent_ref: 'kagent/solofieldassistant', id, name, source: 'user' },
  })
const noSession = { error: 'Session not found: no rows in result set' }

describe('agents', () => {
  test('are listed with the first one that nobody deployed', async () => {
    const { body } = await send('/api/agents?namespace=kagent')
    expect(body).toMatchObject({
      error: false,
      message: 'Successfully listed agents',
      data: expect.arrayContaining([
        expect.objectContaining({
          id: 'kagent__NS__k8s_troubleshooter',
          deploymentReady: true,
          accepted: true,
          workloadMode: 'deployment',
          agent: expect.objectContaining({
            apiVersion: 'kagent.dev/v1alpha2',
            kind: 'Agent',
            status: {
              conditions: expect.arrayContaining([
                { type: 'Ready', status: 'True', reason: 'DeploymentReady' },
              ]),
            },
          }),
        }),
      ]),
    })
    expect((await send('/api/agents?namespace=other')).body).toMatchObject({ data: [] })
  })

  test('are created once, replaced, and removed with what runs', async () => {
    const path = '/api/agents/kagent/life'
    const created = await kagent.deploy('life', { A: '1' })
    expect(created.status).toBe(201)
    expect((await kagent.deploy('life')).status).toBe(409)
    expect(kagent.started.at(-1)).toMatchObject({ name: 'life', env: { A: '1' } })

    await send('/api/agents', { method: 'PUT', json: manifest('life', { A: '2' }) })
    await kagent.kagent.settled()
    expect(kagent.started.at(-1)).toMatchObject({ name: 'life', env: { A: '2' } })
    expect((await send(path, { method: 'DELETE' })).status).toBe(200)
    expect(kagent.closed.filter((name) => name === 'life')).toHaveLength(2)
    const gone = await send(path)
    expect(gone.status).toBe(404)
    expect(gone.body).toEqual({ error: 'Agent not found: agents.kagent.dev "life" not found' })
  })

  test('go on running when only their labels change', async () => {
    await kagent.deploy('labelled')
    const before = kagent.started.length
    const { metadata, ...rest } = manifest('labelled')
    const json = { ...rest, metadata: { ...metadata, labels: { team: 'docs' } } }
    await send('/api/agents', { method: 'PUT', json })
    expect((await send('/api/agents/kagent/labelled')).text).toContain('"team":"docs"')
    expect(kagent.started).toHaveLength(before)
  })

  test('that cannot start are not ready, and say why', async () => {
    await kagent.deploy('unstartable', { BROKEN: 'true' })
    expect((await send('/api/agents/kagent/unstartable')).body).toMatchObject({
      data: {
        deploymentReady: false,
        agent: {
          status: {
            conditions: [
              {},
              { status: 'False', reason: 'DeploymentNotReady', message: 'image cannot be pulled' },
            ],
          },
        },
      },
    })
  })

  test('that cannot be are refused', async () => {
    const answer = await send('/api/agents', { json: manifest('Not_A_Label') })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: expect.stringContaining('metadata.name') })
  })
})

describe('sessions', () => {
  test('are made, read with their events, and removed', async () => {
    const created = await session('s-1', 'First')
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      error: false,
      data: {
        id: 's-1',
        name: 'First',
        user_id: 'alice',
        agent_id: 'kagent__NS__solofieldassistant',
        source: 'user',
      },
    })
    await kagent.call('message/send', question('seed', { contextId: 's-1' }), as('alice').headers)
    const read = await send('/api/sessions/s-1?order=asc', as('alice'))
    const { data }: { data: { events: { data: string }[] } } = JSON.parse(read.text)
    expect(data.events.map((event) => JSON.parse(event.data).role)).toEqual([
      'user',
      'agent',
      'agent',
      'agent',
    ])
    expect((await send('/api/sessions/s-1', { method: 'DELETE', ...as('alice') })).status).toBe(200)
    expect((await send('/api/sessions/s-1', as('alice'))).body).toEqual(noSession)
  })

  test('begin with a message too, named after its first letters', async () => {
    const params = question('What is a kgateway TrafficPolicy?', { contextId: 's-2' })
    await kagent.call('message/send', params, as('alice').headers)
    const { body } = await send('/api/sessions/agent/kagent/solofieldassistant', as('alice'))
    expect(body).toMatchObject({ data: [{ id: 's-2', name: 'What is a kgateway T...' }] })
  })

  test('of somebody else are not there', async () => {
    await session('s-3', 'Hers')
    const asBob = await send('/api/sessions/s-3', as('bob'))
    expect(asBob.status).toBe(404)
    expect(asBob.body).toEqual(noSession)
    expect((await send('/api/sessions/s-3/tasks', as('bob'))).status).toBe(404)
    expect((await send('/api/sessions', as('bob'))).text).not.toContain('s-3')
  })

  test('are not renamed by PUT, which looks for the new name, but by PATCH or a second POST', async () => {
    await session('s-4', 'Old')
    const json = { name: 'New', agent_ref: 'kagent/solofieldassistant' }
    const put = await send('/api/sessions/s-4', { method: 'PUT', json, ...as('alice') })
    expect(put.body).toEqual(noSession)
    const patched = await send('/api/sessions/s-4', { method: 'PATCH', json, ...as('alice') })
    expect(patched.body).toMatchObject({ data: { id: 's-4', name: 'New' } })
    expect((await session('s-4', 'Newer')).body).toMatchObject({ data: { name: 'Newer' } })
  })

  test('need an agent that exists', async () => {
    const none = await send('/api/sessions', { json: { name: 'x' } })
    expect([none.status, none.body]).toEqual([400, { error: 'agent_ref is required' }])
    expect((await send('/api/sessions', { json: { agent_ref: 'kagent/nobody' } })).status).toBe(404)
  })

  test('give their tasks in the dialect that is asked for', async () => {
    await kagent.call('message/send', question('seed', { contextId: 's-5' }), as('alice').headers)
    const headers = { ...as('alice').headers, 'a2a-version': '1.0' }
    const { body } = await send('/api/sessions/s-5/tasks', { headers })
    expect(body).toMatchObject({ data: [{ status: { state: 'TASK_STATE_COMPLETED' } }] })
    const { text } = await send('/api/sessions/s-5/tasks', as('alice'))
    expect(text).toContain('"kind":"task"')
  })
})

describe('who asks', () => {
  test('is the query before the header before the administrator', async () => {
    expect((await send('/api/me')).body).toEqual({ sub: 'admin@kagent.dev' })
    expect((await send('/api/me', as('alice'))).body).toEqual({ sub: 'alice' })
    expect((await send('/api/me?user_id=bob', as('alice'))).body).toEqual({ sub: 'bob' })
  })

  test('behind a proxy is the token, read without a check of its signature', async () => {
    const proxied = await startKagent({ auth: { mode: 'trusted-proxy', userIdClaim: 'email' } })
    const claims = { sub: '1', email: 'alice@example.com' }
    const token = ['{}', JSON.stringify(claims), 'x'].map((part) =>
      Buffer.from(part).toString('base64url'),
    )
    const bearer = { authorization: `Bearer ${token.join('.')}` }
    expect((await proxied.send('/api/me', { headers: bearer })).body).toEqual(claims)
    const nobody = await proxied.send('/api/agents')
    expect([nobody.status, nobody.text]).toEqual([401, 'Unauthorized'])
    expect((await proxied.send('/health')).status).toBe(200)
    const agentCalls = { ...bearer, 'x-agent-name': 'other', 'x-user-id': 'carol' }
    const made = await proxied.send('/api/feedback', {
      headers: agentCalls,
      json: { is_positive: true, feedback_text: 'good' },
    })
    expect(made.body).toMatchObject({ data: { user_id: 'carol' } })
    await proxied.close()
  })
})

describe('the rest', () => {
  test('health, version and namespaces', async () => {
    expect((await send('/health')).status).toBe(200)
    expect((await send('/version')).body).toMatchObject({ kagent_version: '0.10.0-rc3' })
    expect((await send('/api/namespaces')).text).toContain('"name":"kagent"')
  })

  test('feedback needs words, and a kind that is known', async () => {
    const give = (json: unknown) => send('/api/feedback', { json, ...as('alice') })
    expect((await give({ is_positive: true })).status).toBe(400)
    expect((await give({ feedback_text: 'bad', issue_type: 'colour' })).status).toBe(400)
    const given = {
      is_positive: false,
      feedback_text: 'wrong',
      issue_type: 'factual',
      message_id: 1,
    }
    expect((await give(given)).status).toBe(201)
    expect((await send('/api/feedback', as('alice'))).body).toMatchObject({ data: [given] })
    expect((await send('/api/feedback', as('bob'))).body).toMatchObject({ data: [] })
  })

  test('a reset forgets everything but the first agent', async () => {
    const own = await startKagent()
    await own.call('message/send', question('seed'))
    await own.kagent.reset()
    expect((await own.send('/api/sessions')).body).toMatchObject({ data: [] })
    const { data }: { data: { id: string }[] } = JSON.parse((await own.send('/api/agents')).text)
    expect(data.map(({ id }) => id)).toEqual(['kagent__NS__k8s_troubleshooter'])
    await own.close()
  })
})
