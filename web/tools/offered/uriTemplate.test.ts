import { expect, test } from 'vitest'

import { expandTemplate, variablesOf } from './uriTemplate.ts'

// RFC 6570 section 3.2 and its examples in section 1.2.
const values = {
  var: 'value',
  hello: 'Hello World!',
  half: '50%',
  path: '/foo/bar',
  empty: '',
  x: '1024',
  y: '768',
}

test.each([
  ['{var}', 'value'],
  ['{hello}', 'Hello%20World%21'],
  ['{half}', '50%25'],
  ['O{empty}X', 'OX'],
  ['O{undef}X', 'OX'],
  ['{x,y}', '1024,768'],
  ['?{x,empty}', '?1024,'],
  ['?{x,undef}', '?1024'],
  ['{var:3}', 'val'],
  ['{+path}/here', '/foo/bar/here'],
  ['{+hello}', 'Hello%20World!'],
  ['{+half}', '50%25'],
  ['{#path,x}', '#/foo/bar,1024'],
  ['X{.x,y}', 'X.1024.768'],
  ['{/var,x}/here', '/value/1024/here'],
  ['{;x,y,empty}', ';x=1024;y=768;empty'],
  ['{?x,y,empty}', '?x=1024&y=768&empty='],
  ['?fixed=yes{&x}', '?fixed=yes&x=1024'],
])('%s becomes %s', (template, uri) => {
  expect(expandTemplate(template, values)).toBe(uri)
})

test('the variables of a template are named once each, without their modifiers', () => {
  expect(variablesOf('demo://{kind}/{id:3}{?kind,list*}')).toEqual(['kind', 'id', 'list'])
  expect(variablesOf('demo://plain')).toEqual([])
})
