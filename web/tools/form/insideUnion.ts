import { createContext } from 'react'

/**
 * How far inside a union's branch: `field` is the branch itself, whose name the union has said
 * already; `group` are its members, which need no second frame; `no` is everywhere else.
 */
export const InsideUnion = createContext<'field' | 'group' | 'no'>('no')
