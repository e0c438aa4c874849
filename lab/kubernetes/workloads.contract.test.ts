import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { json, type RunningKubernetes, startKubernetes } from './testing.ts'

let at: RunningKubernetes
beforeEach(async () => {
  at = await startKubernetes()
})
afterEach(() => at.close())

const log = (query: string, pod = 'agentgateway') =>
  at.ask(`/api/v1/namespaces/default/pods/${pod}/log${query}`)

describe('the pod’s log', () => {
  it('ends with the newest lines', async () => {
    at.lines.push('one', 'two', 'three')
    expect(await (await log('?tailLines=2')).text()).toBe('two\nthree\n')
    expect(await (await log('')).text()).toBe('one\ntwo\nthree\n')
    expect(await (await log('?tailLines=0')).text()).toBe('')
  })

  it('is that of one pod, and is not followed', async () => {
    expect((await log('', 'other')).status).toBe(404)
    expect((await log('?follow=true')).status).toBe(400)
    expect((await log('?tailLines=all')).status).toBe(400)
  })
})

describe('the Deployment of the gateway', () => {
  const pods = '/api/v1/namespaces/default/pods'

  it('has the pod that its selector finds', async () => {
    const [, { items }] = await json(await at.ask('/apis/apps/v1/namespaces/default/deployments'))
    expect(items).toMatchObject([
      { spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'agentgateway' } } } },
    ])
    const selected = async (selector: string) =>
      (await json(await at.ask(`${pods}?labelSelector=${encodeURIComponent(selector)}`)))[1].items
    expect(await selected('app.kubernetes.io/name=agentgateway')).toHaveLength(1)
    expect(await selected('app.kubernetes.io/name=other')).toEqual([])
    expect((await at.ask(`${pods}?labelSelector=app`)).status).toBe(400)
  })

  it('cannot be changed', async () => {
    expect((await at.ask(`${pods}/agentgateway`)).status).toBe(200)
    expect((await at.ask(`${pods}/agentgateway`, { method: 'DELETE' })).status).toBe(405)
  })
})
