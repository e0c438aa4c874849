import { describe, expect, it } from 'vitest'

import { splitTool } from './naming.ts'

describe('a listed name', () => {
  it('stays whole where one target puts nothing in front', () => {
    const naming = { separator: '_', targets: [{ target: 'solo-kb', prefix: '' }] }
    expect(splitTool('list_products', naming)).toEqual({
      name: 'list_products',
      target: 'solo-kb',
      prefix: '',
    })
  })

  it.each(['kb', 'kb_'])('loses the prefix %s and says whose it is', (prefix) => {
    const naming = { separator: '_', targets: [{ target: 'kb', prefix }] }
    expect(splitTool('kb_search', naming)).toEqual({ name: 'search', target: 'kb', prefix: 'kb_' })
  })

  it('belongs to the longest prefix that fits', () => {
    const targets = ['kb', 'kb_internal'].map((target) => ({ target, prefix: target }))
    expect(splitTool('kb_internal_search', { separator: '_', targets })).toMatchObject({
      name: 'search',
      target: 'kb_internal',
    })
  })

  it('is taken apart at the colon of mcp-proxy', () => {
    const targets = [{ target: 'default/mcp-tool', prefix: 'default/mcp-tool:' }]
    expect(splitTool('default/mcp-tool:convert', { separator: ':', targets }).name).toBe('convert')
  })

  it('belongs to nobody where nothing tells', () => {
    const nothing = { separator: '_', targets: [] }
    expect(splitTool('kb_search', nothing)).toEqual({
      name: 'kb_search',
      target: undefined,
      prefix: '',
    })
  })
})
