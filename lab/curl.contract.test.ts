import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type RunningGateways, startGateways } from './testing/gateways.ts'
import { shell, type ShellResult } from './testing/shell.ts'

let lab: RunningGateways
let variables: Record<string, string>
beforeAll(async () => {
  lab = await startGateways()
  variables = { ALICE_JWT: await lab.token('alice'), BOB_JWT: await lab.token('bob') }
}, 30_000)
afterAll(() => lab.close())

/** Runs a command line of a walk-through. */
const run = (line: string, more: Record<string, string> = {}): Promise<ShellResult> =>
  shell(line, {
    variables: { ...variables, ...more },
    home: lab.folder,
    moved: {
      '127.0.0.1:18081': lab.port('gateway'),
      'mcp.127-0-0-1.sslip.io:8080': lab.port('kuadrantGateway'),
      'localhost:8080': lab.port('kuadrantBroker'),
    },
  })

/** What it prints, where nothing goes wrong. */
async function printed(line: string, more: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await run(line, more)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

/** The knowledge base's answer to one person, as the walk-through asks. */
const ask = (person: 'ALICE' | 'BOB', body: string, rest: string): string =>
  `curl -sS http://127.0.0.1:18081/mcp \
-H "Authorization: Bearer \${${person}_JWT}" \
-H "Content-Type: application/json" \
-H "Accept: application/json, text/event-stream" \
-H "MCP-Protocol-Version: 2025-06-18" \
-d '${body}' \
| ${rest}`

describe('two people and one knowledge base', () => {
  const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'
  const names = `sed -n 's/^data: //p' | jq '.result.tools | map(.name)'`
  const call = `{"jsonrpc":"2.0","id":3,"method":"tools/call",
"params":{"name":"get_product_info",
"arguments":{"product":"kgateway"}}}`

  it('shows alice ten tools', async () => {
    expect(JSON.parse(await printed(ask('ALICE', list, names)))).toEqual([
      'list_products',
      'get_product_info',
      'get_versions',
      'get_changelog',
      'search_use_cases',
      'get_api_specs',
      'get_crd_map',
      'get_use_case',
      'get_crd_schema',
      'search',
    ])
  })

  it('shows bob two', async () => {
    expect(JSON.parse(await printed(ask('BOB', list, names)))).toEqual(['list_products', 'search'])
  })

  it('answers alice’s call', async () => {
    // A whole page does not fit into a pipe that `head` closes early, so the lines are cut by sed.
    const rest = `sed -n 's/^data: //p' | jq -r '.result.content[0].text' | sed -n 1,12p`
    const text = await printed(ask('ALICE', call, rest))
    expect(text).toMatch(/^# kgateway\n\n## Product Identity\n/)
    expect(text).toContain('| **Current Enterprise Name** | Solo Enterprise for kgateway |')
  })

  it('answers bob’s same call as if there were no such tool', async () => {
    expect(JSON.parse(await printed(ask('BOB', call, 'jq')))).toEqual({
      jsonrpc: '2.0',
      id: 3,
      error: { code: -32602, message: 'Unknown tool: get_product_info' },
    })
  })
})

describe('a stateful backend', () => {
  const begin = `SID=$(curl -sS -D - -o /dev/null http://127.0.0.1:18081/everything/mcp \
-H "Authorization: Bearer \${ALICE_JWT}" \
-H "Content-Type: application/json" \
-H "Accept: application/json, text/event-stream" \
-H "MCP-Protocol-Version: 2025-06-18" \
-d '{"jsonrpc":"2.0","id":1,"method":"initialize",
"params":{"protocolVersion":"2025-06-18",
"capabilities":{},
"clientInfo":{"name":"curl","version":"1"}}}' \
| awk -F': ' 'tolower($1)=="mcp-session-id"{print $2}' | tr -d '\\r')
echo "$SID"`
  const list = `curl -sS http://127.0.0.1:18081/everything/mcp \
-H "Authorization: Bearer \${ALICE_JWT}" \
-H "mcp-session-id: \${SID}" \
-H "Content-Type: application/json" \
-H "Accept: application/json, text/event-stream" \
-H "MCP-Protocol-Version: 2025-06-18" \
-d '{"jsonrpc":"2.0","id":2,"method":"tools/list"}'`

  it('gives an id of 106 characters that decodes to the target and its session', async () => {
    const sid = (await printed(begin)).trim()
    expect(sid).toMatch(/^eyJ0IjoibWNwIiwicyI6W3sidCI6ImV2ZXJ5dGhpbmciLCJzIjoi[\w-]{54}$/)
    // There is no padding, so the tool decodes all of it and then finds fault with its end.
    const { stdout } = await run('echo "$SID" | base64 -d', { SID: sid })
    expect(stdout).toMatch(/^{"t":"mcp","s":\[{"t":"everything","s":"[0-9a-f-]{36}"}\]}$/)
  })

  it('lists with that id, and not without it', async () => {
    const sid = (await printed(begin)).trim()
    const answer = await printed(list, { SID: sid })
    expect(answer).toMatch(/^event: message\ndata: {/)
    expect(answer).toContain('"name":"trigger-long-running-operation"')
    expect(await printed(list.replace(/-H "mcp-session-id[^"]*"/, ''))).toBe(
      'mcp: session header is required for non-initialize requests',
    )
  })
})

/** A tool of the server behind Kuadrant, asked for at an address. */
const encode = (url: string): string => `curl ${url} \
  -H "Content-Type: application/json" \
  -H "mcp-session-id: $SESSION_ID" \
  -d '{
    "jsonrpc": "2.0",
    "id": 3,
    "method": "tools/call",
    "params": {
      "name": "http_base64_encode",
      "arguments": {
        "text": "Hello, MCP Gateway!"
      }
    }
  }'`

describe('Kuadrant’s gateway and broker', () => {
  const begin = `SESSION_ID=$(curl -s -i http://mcp.127-0-0-1.sslip.io:8080/mcp \
  -H "Content-Type: application/json" \
  -d '{
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
      "protocolVersion": "2024-11-05",
      "capabilities": {},
      "clientInfo": {
        "name": "curl-client",
        "version": "1.0.0"
      }
    }
  }' | grep -i 'mcp-session-id:' | awk '{print $2}' | tr -d '\\r')
`

  it('lists the tools of the server behind, prefixed', async () => {
    const list = `curl http://mcp.127-0-0-1.sslip.io:8080/mcp \
  -H "Content-Type: application/json" \
  -H "mcp-session-id: $SESSION_ID" \
  -d '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}'`
    const text = await printed(`${begin}${list}`)
    for (const tool of ['base64_encode', 'sha256_hash', 'get_timestamp', 'json_validate'])
      expect(text).toContain(`"name":"http_${tool}"`)
  })

  it('calls one through the gateway', async () => {
    const text = await printed(`${begin}${encode('http://mcp.127-0-0-1.sslip.io:8080/mcp')}`)
    expect(text).toContain(Buffer.from('Hello, MCP Gateway!').toString('base64'))
  })

  it('calls none at the broker, which says so', async () => {
    const text = await printed(`${begin}${encode('http://localhost:8080/mcp')}`)
    expect(text).toContain("Kagenti MCP Broker doesn't forward tool calls")
  })

  it('shows the broker’s state without a session', async () => {
    const status = JSON.parse(await printed('curl http://localhost:8080/status | jq')) as object
    expect(status).toMatchObject({ servers: [{ ready: true, totalTools: 5 }] })
  })
})
