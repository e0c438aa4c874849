import { Agent } from 'undici'
import { describe, expect, it } from 'vitest'

import type { McpBackend } from '../../core/model.ts'
import { prefixedTask, prefixedUri, splitName, splitTask, splitUri } from './naming.ts'
import { createRelay } from './relay.ts'

const relay = (prefixMode: McpBackend['prefixMode'], ...names: string[]) =>
  createRelay(
    {
      kind: 'AgentgatewayBackend',
      name: { namespace: 'n', name: 'b' },
      sessionRouting: 'Stateful',
      failureMode: 'FailClosed',
      prefixMode,
      targets: names.map((name) => ({
        name,
        protocol: 'StreamableHTTP',
        url: new URL('http://127.0.0.1/'),
      })),
    },
    new Agent(),
  )

const several = relay('Conditional', 'svc', 'other')
const single = relay('Conditional', 'svc')

const uris: [string, string][] = [
  ['http://example.com/x', 'svc+http://example.com/x'],
  ['memo:insights', 'svc+memo:insights'],
  ['urn:uuid:1234', 'svc+urn:uuid:1234'],
  ['svn+ssh://host/repo', 'svc+svn+ssh://host/repo'],
  ['ui://weather/dashboard.html', 'ui://svc+weather/dashboard.html'],
]

describe('a resource', () => {
  it.each(uris)('%s is %s among several targets, and leads back', (uri, seen) => {
    expect(prefixedUri(several, 'svc', uri)).toBe(seen)
    expect(splitUri(several, seen)).toEqual({ target: 'svc', name: uri })
  })

  it.each(uris)('%s keeps its name with an only target', (uri) => {
    expect(prefixedUri(single, 'svc', uri)).toBe(uri)
    expect(splitUri(single, uri)).toEqual({ target: 'svc', name: uri })
  })

  it('without a scheme is left alone', () => {
    expect(prefixedUri(several, 'svc', 'relative/path')).toBe('relative/path')
  })

  it('of the ui scheme has its target behind the scheme only', () => {
    expect(() => splitUri(several, 'svc+ui://weather')).toThrow('invalid resource URI')
  })
})

describe('a tool', () => {
  it('is split at the first underscore', () => {
    expect(splitName(several, 'svc_get_tiny_image')).toEqual({
      target: 'svc',
      name: 'get_tiny_image',
    })
  })

  it('of an only target is not split, unless prefixes are always there', () => {
    expect(splitName(single, 'get_tiny')).toEqual({ target: 'svc', name: 'get_tiny' })
    expect(splitName(relay('Always', 'svc'), 'get_tiny')).toEqual({ target: 'get', name: 'tiny' })
  })
})

describe('a task', () => {
  it('leads back to its target, plus signs and all', () => {
    expect(prefixedTask(several, 'other', 'a+b')).toBe('other+a+b')
    expect(splitTask(several, 'other+a+b')).toEqual({ target: 'other', name: 'a+b' })
    expect(prefixedTask(single, 'svc', 'a+b')).toBe('a+b')
  })
})

describe('a backend without targets', () => {
  it('is refused', () => {
    expect(() => relay('Conditional')).toThrow('mcp: no backends configured')
  })
})
