import { expect, test, vi } from 'vitest'

import { configure } from '../documents/configuration.ts'
import { headerOf, parseSources } from '../documents/source.ts'
import { fromDocuments } from './fromDocuments.ts'

const text = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`

function start() {
  const made = vi.fn<() => void>()
  const closed = vi.fn<() => void>()
  const product = fromDocuments(
    () => {
      made()
      return Promise.resolve(
        configure(parseSources('first.yaml', text('first')), {}, (all) => all.length),
      )
    },
    (configuration) => configuration,
    closed,
  )
  const names = async () =>
    (await product.documents()).documents().map((source) => headerOf(source).name)
  return { product, made, closed, names }
}

test('a product is made when it is first needed, and once', async () => {
  const { product, made } = start()
  expect(made).not.toHaveBeenCalled()
  expect(await product.get()).toBe(await product.get())
  expect(made).toHaveBeenCalledOnce()
})

test('a restart keeps the documents and nothing else', async () => {
  const { product, closed, names } = start()
  const before = await product.get()
  before.apply(text('second'))
  await product.restart()
  expect(closed).toHaveBeenCalledWith(before)
  expect(await names()).toEqual(['first', 'second'])
  expect(await product.get()).not.toBe(before)
})

test('a reset brings back the documents of the first start, under the same process', async () => {
  const { product, closed, names } = start()
  const before = await product.get()
  before.remove(text('first'))
  before.apply(text('second'))
  await product.reset()
  expect(await names()).toEqual(['first'])
  expect(await product.get()).toBe(before)
  expect(closed).not.toHaveBeenCalled()
})

test('a reset after a restart forgets what the restart kept', async () => {
  const { product, names } = start()
  ;(await product.get()).apply(text('second'))
  await product.restart()
  await product.reset()
  expect(await names()).toEqual(['first'])
})

test('neither makes what nobody has needed', async () => {
  const { product, made } = start()
  await product.reset()
  await product.restart()
  await product.drop()
  expect(made).not.toHaveBeenCalled()
})
