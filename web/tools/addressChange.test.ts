import { expect, test } from 'vitest'

import { createAddressChange } from './addressChange.ts'

const at = (text: string) => new URLSearchParams(text)

test('a change that is asked for before the last one is on the page builds on it', () => {
  const address = createAddressChange()
  expect(address.change(at('as=alice'), { call: '1' }).toString()).toBe('as=alice&call=1')
  expect(address.change(at('as=alice'), { args: '{}' }).toString()).toBe(
    'as=alice&call=1&args=%7B%7D',
  )
})

test('what stands on the page is what the next change begins with', () => {
  const address = createAddressChange()
  address.change(at('as=alice'), { call: '1' })
  address.shown(at('as=alice&call=1'))
  expect(address.change(at('as=alice'), { tool: 'search' }).toString()).toBe('as=alice&tool=search')
})

test('a page that went elsewhere meanwhile is not changed back', () => {
  const address = createAddressChange()
  address.change(at('as=alice'), { call: '1' })
  expect(address.change(at('as=bob'), { tool: 'search' }).toString()).toBe('as=bob&tool=search')
})

test('an empty value takes its parameter out', () => {
  expect(createAddressChange().change(at('as=bob&call=1'), { call: '' }).toString()).toBe('as=bob')
})
