import { expect, test } from 'vitest'

import type { TopologyNode, TopologyView } from '#bff'

import { guardedBy, idlePolicies, levelsOf, requestEdges } from './levels.ts'
import { outlineOf, type OutlineItem } from './outline.ts'

const node = (id: string, kind: TopologyNode['kind']): TopologyNode => ({
  id,
  kind,
  label: id,
  facts: [],
})

const view: TopologyView = {
  known: true,
  nodes: [
    node('tools', 'tools'),
    node('rbac', 'policy'),
    node('jwt', 'policy'),
    node('unused', 'policy'),
    node('l', 'listener'),
    node('r1', 'route'),
    node('r2', 'route'),
    node('b', 'backend'),
  ],
  edges: [
    ['l', 'r1'],
    ['l', 'r2'],
    ['r1', 'b'],
    ['r2', 'b'],
    ['b', 'tools'],
    ['jwt', 'r1'],
    ['jwt', 'r2'],
    ['rbac', 'b'],
  ],
}

test('parts stand in the direction of a request, each with the policies before it', () => {
  const said = levelsOf(view).map(({ kind, parts }) =>
    [
      kind,
      ...parts.map((part) => [part.node.id, ...part.guards.map(({ id }) => id)].join('<')),
    ].join(' '),
  )
  expect(said).toEqual(['listener l', 'route r1<jwt r2<jwt', 'backend b<rbac', 'tools tools'])
})

test('a policy knows all that it guards, and one that guards nothing is told apart', () => {
  expect(guardedBy(view, 'jwt').map(({ id }) => id)).toEqual(['r1', 'r2'])
  expect(idlePolicies(view).map(({ id }) => id)).toEqual(['unused'])
})

test('the way of a request leaves policies out', () => {
  expect(requestEdges(view)).toHaveLength(5)
  expect(requestEdges(view).flat()).not.toContain('jwt')
})

const text = ({ node: { id }, again, next }: OutlineItem): string =>
  `${id}${again ? '*' : ''}${next.length > 0 ? `(${next.map(text).join(' ')})` : ''}`

test('as text every part stands once in full, also where two routes lead to it', () => {
  expect(outlineOf(view).map(text).join(' ')).toBe('l(r1(b(tools)) r2(b*)) unused')
})

test('parts that lead back to themselves end', () => {
  const loop: TopologyView = {
    known: true,
    nodes: [node('l', 'listener'), node('a', 'route'), node('b', 'backend')],
    edges: [
      ['l', 'a'],
      ['a', 'b'],
      ['b', 'a'],
    ],
  }
  expect(outlineOf(loop).map(text).join(' ')).toBe('l(a(b(a*)))')
})
