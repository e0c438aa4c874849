import { beforeAll, describe, expect, test } from 'vitest'

import { buildFixture } from './gateway/testing/fixture/buildFixture.ts'
import { startGateway } from './gateway/testing/gateway.ts'
import { startMcpServer } from './gateway/testing/mcpServer.ts'
import { startTargets } from './gateway/testing/targets.ts'
import { failed, passed, runConformance, type Verdicts } from './testing/conformance.ts'
import { startGateways } from './testing/gateways.ts'

const servers = ['fixture', 'everything', 'knowledge'] as const
type Server = (typeof servers)[number]

/** What the package says of each server, asked itself and through a gateway in front of it. */
const direct = new Map<Server, Verdicts>()
const through = new Map<Server, Verdicts>()

beforeAll(async () => {
  const fixture = await startMcpServer({ name: 'fixture', build: buildFixture })
  const stateful = await startTargets({ fixture: fixture.port })
  const lab = await startGateways()
  // The package cannot send a token, so the knowledge base is asked through a gateway without policies.
  const stateless = await startGateway(lab.port('knowledge'), {})
  const urls: Record<Server, [string, string]> = {
    fixture: [`${fixture.origin}/mcp`, stateful.url],
    everything: [`${lab.at('everything')}/mcp`, `${lab.at('dynamicGateway')}/mcp`],
    knowledge: [`${lab.at('knowledge')}/mcp`, stateless.url],
  }
  for (const server of servers) {
    const [one, other] = await Promise.all(urls[server].map(runConformance))
    if (one !== undefined) direct.set(server, one)
    if (other !== undefined) through.set(server, other)
  }
  await Promise.all([stateful, stateless, lab, fixture].map((part) => part.close()))
}, 60_000)

const of = (verdicts: Map<Server, Verdicts>, server: Server): Verdicts =>
  verdicts.get(server) ?? new Map()

describe.each(servers)('%s', (server) => {
  test('has gone through all 32 server scenarios of the package', () => {
    expect([of(direct, server).size, of(through, server).size]).toEqual([32, 32])
  })

  test('passes through the gateway what it passes without, and nothing else', () => {
    expect(passed(of(through, server))).toEqual(passed(of(direct, server)))
  })
})

describe('through a gateway with sessions', () => {
  test('a server with all fixtures passes every scenario but the one that resumes a stream', () => {
    expect(Object.keys(failed(of(through, 'fixture')))).toEqual(['server-sse-polling'])
  })

  test('the everything server passes exactly the scenarios that need no fixture', () => {
    expect(passed(of(through, 'everything'))).toEqual([
      'dns-rebinding-protection',
      'logging-set-level',
      'ping',
      'prompts-list',
      'resources-list',
      'resources-subscribe',
      'resources-unsubscribe',
      'server-initialize',
      'server-sse-multiple-streams',
      'tools-call-error',
      'tools-call-simple-text',
      'tools-list',
    ])
  })

  test('its other scenarios miss what the package calls by its own names', () => {
    for (const [scenario, messages] of Object.entries(failed(of(through, 'everything'))))
      for (const message of messages)
        expect(`${scenario}: ${message}`).toMatch(
          /(Prompt test_\w+|Resource test:\/\/\S+|Tool '\w+') not found|^server-sse-polling|: (No|Missing) \w+|Expected multiple content items|did not request/,
        )
  })
})

describe('through a gateway without sessions', () => {
  test('the knowledge base passes exactly the scenarios that apply', () => {
    expect(passed(of(through, 'knowledge'))).toEqual([
      'dns-rebinding-protection',
      'ping',
      'server-initialize',
      'tools-list',
    ])
  })

  test('its other scenarios miss a fixture, a capability or a session, nothing else', () => {
    const messages = Object.values(failed(of(through, 'knowledge'))).flat()
    expect(messages).toHaveLength(28)
    for (const message of messages)
      expect(message).toMatch(
        /(Method|Tool (test_\w+|'json_schema_2020_12_tool')) not found|^no verdict$/,
      )
  })
})
