import { expect, test } from 'vitest'

import { above, pageAt, paths, safeReturn } from './paths.ts'

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
    paths.catalog({ kind: 'mcpservers', facet: ['label:team=docs', 'provider:bedrock'] }),
    paths.catalog({ search: 'kb', sort: '-updated', view: 'cards', as: 'admin,norole' }),
    paths.record('agents', 'release-notes', { as: 'docs', tag: '1.4.0' }),
    paths.apply(),
    paths.apply({ kind: 'agents', name: 'release-notes', tag: '1.4.0' }),
    paths.instances(),
    paths.instances({ facet: ['status:failed'] }),
    paths.instance('a.b', { as: 'docs', namespace: 'team-a' }),
    paths.chat('a.b'),
    paths.chat('a.b', { conversation: 'c 1', as: 'docs', namespace: 'team-a' }),
    paths.chatCompare(),
    paths.chatCompare({ left: 'a', right: 'b', as: 'docs', c: ['c1', 'c2'] }),
    paths.runtimes(),
    paths.runtime('kagent-tor1'),
    paths.newRuntime({ type: 'Kagent' }),
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
      "/catalog?kind=mcpservers&facet=label%3Ateam%3Ddocs&facet=provider%3Abedrock",
      "/catalog?search=kb&sort=-updated&view=cards&as=admin,norole",
      "/catalog/agents/release-notes?as=docs&tag=1.4.0",
      "/catalog/apply",
      "/catalog/apply?kind=agents&name=release-notes&tag=1.4.0",
      "/instances",
      "/instances?facet=status%3Afailed",
      "/instances/a.b?as=docs&namespace=team-a",
      "/instances/a.b/chat",
      "/instances/a.b/chat/c%201?as=docs&namespace=team-a",
      "/chat/compare",
      "/chat/compare?left=a&right=b&as=docs&c=c1,c2",
      "/runtimes",
      "/runtimes/kagent-tor1",
      "/runtimes/new?type=Kagent",
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
  ['another host behind dots', '/a/..//evil.example/'],
  ['another host behind encoded backslashes and dots', '/%5c%5ca/../..//evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['a relative path', 'tools'],
  ['the sign-in page itself', '/sign-in?return=/'],
  ['the end of a sign-in', '/auth/popup?code=1'],
])('a return address that is %s leads home', (_, asked) => {
  expect(safeReturn(asked)).toBe('/')
})

test('one goes up to the folder, from a record to the list of its kind, from a chat to its instance', () => {
  expect(
    [
      '/tools/compare',
      '/tools',
      '/catalog/mcpservers/a.b',
      '/catalog/apply',
      '/instances/a.b/chat',
      '/instances/a.b/chat/c1',
      '/chat/compare',
    ].map(above),
  ).toEqual([
    '/tools',
    '/',
    '/catalog?kind=mcpservers',
    '/catalog',
    '/instances/a.b',
    '/instances/a.b',
    '/instances',
  ])
})

test('conversations with one deployment are one page, everything else is a page of its own', () => {
  expect(
    ['/instances/a/chat', '/instances/a/chat/c1', '/instances/b/chat/c1', '/instances/a'].map(
      pageAt,
    ),
  ).toEqual(['/instances/a/chat', '/instances/a/chat', '/instances/b/chat', '/instances/a'])
})
