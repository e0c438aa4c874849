import { afterAll, describe, expect, test } from 'vitest'

import { question } from '../../runtimes/kagent/testing.ts'
import { listen } from '../../runtimes/testing/listen.ts'
import { client } from './client.ts'
import { agent, deployment, documents, kagentRuntime, unique } from './manifests.ts'
import { startRuntimes } from './runtimes.ts'
import { startOwn } from './target.ts'

const runtimes = await startRuntimes(Date.now)
const target = await startOwn({ runtimes })
const { send, apply } = client(target)
afterAll(async () => {
  await target.close()
  await runtimes.close()
})
await target.turn(5_000)

const kagent = async (path: string, init?: RequestInit) => {
  const response = await fetch(runtimes.kagentUrl + path, init)
  return { status: response.status, text: await response.text() }
}
const ask = (name: string) =>
  kagent(`/api/a2a/kagent/${name}/`, {
    method: 'POST',
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'message/send',
      params: question('seed'),
    }),
  })
const path = (name: string) => `/v0/deployments/${name}`
const remove = async (name: string) => {
  await send(path(name), { method: 'DELETE' })
  await target.turn(5_000)
}
const onTor = (name: string, of: string) => deployment(name, of, 'kagent-tor1')

describe('a deployment to kagent', () => {
  test('is an agent there that answers, until it is removed', async () => {
    const own = unique()
    await apply(documents(agent(own), onTor(own, own)))
    expect((await ask(own)).status).toBe(404)
    await target.turn(5_000)
    expect((await send(path(own))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'Ready', status: 'True', reason: 'Completed' }),
        ]),
      },
    })
    expect((await ask(own)).text).toContain('A TrafficPolicy is a policy.')
    expect(runtimes.agents.started.at(-1)).toMatchObject({
      name: own,
      env: {
        AWS_REGION: 'us-east-1',
        KAGENT_NAME: own,
        KAGENT_NAMESPACE: 'kagent',
        KAGENT_URL: runtimes.kagentUrl,
      },
    })
    await remove(own)
    expect(await ask(own)).toEqual({ status: 404, text: `Agent kagent/${own} not found\n` })
    expect(runtimes.agents.closed).toContain(own)
  })

  test('shares the agent with another of the same Agent, and leaves it to that one', async () => {
    const own = unique()
    await apply(documents(agent(own), onTor(`${own}-a`, own), onTor(`${own}-b`, own)))
    await target.turn(5_000)
    expect(runtimes.agents.started.filter(({ name }) => name === own)).toHaveLength(1)
    await remove(`${own}-a`)
    expect((await ask(own)).status).toBe(200)
    await remove(`${own}-b`)
    expect((await ask(own)).status).toBe(404)
  })

  test('goes even when its Agent went before it', async () => {
    const own = unique()
    await apply(documents(agent(own), onTor(own, own)))
    await target.turn(5_000)
    await send(`/v0/agents/${own}/latest`, { method: 'DELETE' })
    await remove(own)
    expect((await ask(own)).status).toBe(404)
  })

  test('starts afresh when its environment changes', async () => {
    const own = unique()
    await apply(documents(agent(own), onTor(own, own)))
    await target.turn(5_000)
    await apply(onTor(own, own).replace('us-east-1', 'eu-central-1'))
    await target.turn(5_000)
    const started = runtimes.agents.started.filter(({ name }) => name === own)
    expect(started.map(({ env }) => env['AWS_REGION'])).toEqual(['us-east-1', 'eu-central-1'])
    expect((await ask(own)).status).toBe(200)
  })

  test('that cannot start says why, in the words of the runtime', async () => {
    const own = unique()
    const broken = onTor(own, own).replace('AWS_REGION: us-east-1', 'BROKEN: "true"')
    await apply(documents(agent(own), broken))
    await target.turn(5_000)
    expect((await send(path(own))).body).toMatchObject({
      status: {
        conditions: [
          {
            type: 'Progressing',
            status: 'True',
            reason: 'DeploymentNotReady',
            message: 'image cannot be pulled',
          },
        ],
      },
    })
    await remove(own)
  })

  test('does not take over an agent that somebody made by hand', async () => {
    const own = unique()
    await apply(documents(agent('k8s-troubleshooter'), onTor(own, 'k8s-troubleshooter')))
    await target.turn(5_000)
    expect((await send(path(own))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({
            type: 'Degraded',
            reason: 'Conflict',
            message:
              'agent kagent/k8s-troubleshooter is on kagent already, and no deployment of this registry made it',
          }),
        ]),
      },
    })
    await remove(own)
    expect((await ask('k8s-troubleshooter')).status).toBe(200)
  })

  test('fails readably where no controller answers, and its Runtime says so too', async () => {
    const [own, runtime] = [unique(), unique()]
    const { url, close } = await listen({ handler: () => undefined })
    await close()
    const nowhere = kagentRuntime(runtime).replace(/kagentUrl: .*/, `kagentUrl: ${url}`)
    await apply(documents(nowhere, agent(own), deployment(own, own, runtime)))
    await target.turn(5_000)
    const message = `kagent controller ${url}: ECONNREFUSED`
    expect((await send(path(own))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'Ready', status: 'False', reason: 'Failed', message }),
          expect.objectContaining({ type: 'Degraded', reason: 'Unreachable', message }),
        ]),
      },
    })
    expect((await send(`/v0/runtimes/${runtime}`)).body).toMatchObject({
      status: { conditions: [{ type: 'Ready', status: 'False', reason: 'SyncFailed', message }] },
    })
  })

  test('fails readably where something else answers', async () => {
    const [own, runtime] = [unique(), unique()]
    const other = kagentRuntime(runtime).replace(/kagentUrl: .*/, `kagentUrl: ${target.url}`)
    await apply(documents(other, agent(own), deployment(own, own, runtime)))
    await target.turn(5_000)
    const message = expect.stringContaining(
      `${target.url} does not answer as a kagent controller; check kagentUrl`,
    )
    expect((await send(path(own))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'Degraded', reason: 'NotUnderstood', message }),
        ]),
      },
    })
    expect((await send(`/v0/runtimes/${runtime}`)).body).toMatchObject({
      status: { conditions: [{ type: 'Ready', reason: 'SyncFailed', message }] },
    })
  })

  test('of an MCP server runs beside the agents, and is stopped with its deployment', async () => {
    const own = unique()
    await apply(onTor(own, 'solo-kb').replace('kind: Agent', 'kind: MCPServer'))
    await target.turn(5_000)
    const { body } = await send(path(own))
    expect(body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'Ready', status: 'True' }),
        ]),
      },
    })
    expect((await send(`${path(own)}/logs`)).text).toContain('GET /healthz 200')
    await remove(own)
    expect((await send(path(own))).status).toBe(404)
  })
})
