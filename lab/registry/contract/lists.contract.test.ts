import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { documents, unique } from './manifests.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const { send, apply } = client(target)
const mark = unique()
const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${mark}-${letter}`)

const prompt = (name: string, extra = '') =>
  `apiVersion: ar.dev/v1alpha1
kind: Prompt
metadata: { name: ${name}, labels: { mark: ${mark} } ${extra} }
spec: { content: hello }
`

beforeAll(async () => {
  await apply(
    documents(
      ...names.map((name) => prompt(name)),
      prompt(`${mark}-a`, ', tag: 1.0.0'),
      prompt(`${mark}-f`, ', namespace: contract'),
    ),
  )
})
afterAll(async () => {
  await apply(
    documents(...names.map((name) => prompt(name)), prompt(`${mark}-f`, ', namespace: contract')),
    { method: 'DELETE' },
  )
  await target.close()
})

interface Listed {
  items: { metadata: { name: string; tag?: string; namespace?: string; updatedAt: string } }[]
  nextCursor?: string
}
const list = async (query: string): Promise<Listed> => {
  const { body } = await send(`/v0/prompts?labels=mark=${mark}&${query}`)
  expect(body).toMatchObject({ items: expect.any(Array) })
  return JSON.parse(JSON.stringify(body))
}

describe('a list', () => {
  test('comes in order of namespace, name and tag, page by page to the end', async () => {
    const seen: string[] = []
    let cursor = ''
    let pages = 0
    do {
      const { items, nextCursor = '' } = await list(`limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...items.map(({ metadata: { name, tag } }) => `${name}@${tag}`))
      cursor = nextCursor
      pages++
    } while (cursor)
    expect(pages).toBe(3)
    expect(seen).toEqual([
      `${mark}-a@1.0.0`,
      `${mark}-a@latest`,
      ...names.slice(1).map((name) => `${name}@latest`),
    ])
  })

  test('a cursor is base64url JSON of the last row', async () => {
    const { items, nextCursor = '' } = await list('limit=3')
    expect(nextCursor).toMatch(/^[\w-]+$/)
    const last = items.at(-1)?.metadata
    expect(Buffer.from(nextCursor, 'base64url').toString()).toBe(
      `{"namespace":"default","name":"${last?.name}","tag":"latest","updatedAt":"${last?.updatedAt}"}`,
    )
  })

  test('the last page has no cursor, and an empty one has items all the same', async () => {
    expect(Object.keys(await list('limit=6'))).toEqual(['items'])
    const { body } = await send('/v0/prompts?labels=mark=nobody-has-this')
    expect(body).toEqual({ items: [] })
  })

  test('the namespace is left out when it is default, and named otherwise', async () => {
    const { items } = await list('namespace=all&limit=100')
    expect(items.map(({ metadata }) => metadata.namespace)).toEqual([
      'contract',
      ...Array.from({ length: 6 }, () => undefined),
    ])
    expect((await list('namespace=contract')).items).toHaveLength(1)
  })

  test.each([
    ['tag=1.0.0', ['1.0.0']],
    ['latestOnly=true', ['latest', 'latest', 'latest', 'latest', 'latest']],
  ])('%s picks tags', async (query, tags) => {
    expect((await list(query)).items.map(({ metadata }) => metadata.tag)).toEqual(tags)
  })

  test.each([
    ['cursor=%21%21', 400, 'invalid cursor'],
    [`cursor=${Buffer.from('{"name":"x"}').toString('base64url')}`, 400, 'invalid cursor'],
    [
      `cursor=${Buffer.from('{"namespace":"default","name":"","updatedAt":"2026-08-14T09:00:00Z"}').toString('base64url')}`,
      400,
      'invalid cursor',
    ],
    [
      `cursor=${Buffer.from('{"namespace":"default","name":"x","updatedAt":"0001-01-01T00:00:00Z"}').toString('base64url')}`,
      400,
      'invalid cursor',
    ],
    ['labels=team', 400, 'invalid labels selector: label "team" must be key=value'],
    ['limit=many', 422, 'validation failed'],
  ])('?%s is refused', async (query, status, detail) => {
    const answer = await send(`/v0/prompts?${query}`)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ status, detail })
  })

  test('only deployments have an origin, which is managed or discovered', async () => {
    const answer = await send('/v0/deployments?origin=elsewhere')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      detail: 'invalid origin filter: expected managed or discovered',
    })
    expect((await send('/v0/deployments?origin=managed')).text).not.toContain('"discovered-')
  })

  test('arctl can read a page of 200 with what terminates', async () => {
    const path =
      '/v0/deployments?includeTerminating=true&limit=200&namespace=default&origin=managed'
    expect((await send(path)).status).toBe(200)
  })
})
