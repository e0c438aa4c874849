import { expect, test } from 'vitest'

import { paths, safeReturn } from './paths.ts'

test('every address of the console is as it was published', () => {
  expect([
    paths.home(),
    paths.tools(),
    paths.tools({ gateway: 'solo-kb-demo', as: 'bob', tool: 'search', args: '{"query":"a b"}' }),
    paths.tools({ call: 'c1' }),
    paths.compare(),
    paths.compare({ gateway: 'solo-kb-demo', as: ['alice', 'bob'], tool: 'search' }),
    paths.compare({ view: 'matrix' }),
    paths.wire(),
    paths.wire('x1'),
    paths.signIn('/tools?as=bob'),
    paths.signIns(),
    paths.scenes(),
    paths.catalog(),
    paths.instances(),
    paths.runtimes(),
    paths.gateways(),
  ]).toMatchInlineSnapshot(`
    [
      "/",
      "/tools",
      "/tools?gateway=solo-kb-demo&as=bob&tool=search&args=%7B%22query%22%3A%22a+b%22%7D",
      "/tools?call=c1",
      "/tools/compare",
      "/tools/compare?gateway=solo-kb-demo&tool=search&as=alice,bob",
      "/tools/compare?view=matrix",
      "/wire",
      "/wire?exchange=x1",
      "/sign-in?return=%2Ftools%3Fas%3Dbob",
      "/signins",
      "/scenes",
      "/catalog",
      "/instances",
      "/runtimes",
      "/gateways",
    ]
  `)
})

test('a return address inside the console is followed as it is', () => {
  expect(safeReturn('/tools?as=bob&args=%7B%7D#top')).toBe('/tools?as=bob&args=%7B%7D#top')
})

test.each([
  ['nothing', null],
  ['another site', 'https://evil.example/'],
  ['another host', '//evil.example/'],
  ['another host by backslash', '/\\evil.example'],
  ['another host behind a tab', '/\t/evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['a relative path', 'tools'],
  ['the sign-in page itself', '/sign-in?return=/'],
  ['the end of a sign-in', '/auth/popup?code=1'],
])('a return address that is %s leads home', (_, asked) => {
  expect(safeReturn(asked)).toBe('/')
})
