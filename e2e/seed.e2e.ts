import type { Product } from './support/product.ts'
import { aliceTools, bobTools, twelveLines } from './support/seed.ts'
import { pasteIntoShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

/** As the seed prints them; only the address is another. */
const listAs = (persona: string) => `curl -sS http://127.0.0.1:18081/mcp \\
-H "Authorization: Bearer \${${persona}_JWT}" \\
-H "Content-Type: application/json" \\
-H "Accept: application/json, text/event-stream" \\
-H "MCP-Protocol-Version: 2025-06-18" \\
-d '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}' \\
| sed -n 's/^data: //p' | jq '.result.tools | map(.name)'`

const callAs = (persona: string, pipe: string) => `curl -sS http://127.0.0.1:18081/mcp \\
-H "Authorization: Bearer \${${persona}_JWT}" \\
-H "Content-Type: application/json" \\
-H "Accept: application/json, text/event-stream" \\
-H "MCP-Protocol-Version: 2025-06-18" \\
-d '{"jsonrpc":"2.0","id":3,"method":"tools/call",
"params":{"name":"get_product_info",
"arguments":{"product":"kgateway"}}}' \\
| ${pipe}`

const mint = (person: string) =>
  `export ${person.toUpperCase()}_JWT=$(curl -s http://127.0.0.1:18080/realms/solo/protocol/openid-connect/token -d grant_type=password -d client_id=kagent-cli -d username=${person} -d password=${person} | jq -r .access_token)`

const lines = [
  mint('alice'),
  mint('bob'),
  listAs('ALICE'),
  listAs('BOB'),
  callAs('ALICE', `sed -n 's/^data: //p' | jq -r '.result.content[0].text' | head -12`),
  callAs('BOB', 'jq'),
].join('\n')

const expected = `${JSON.stringify(aliceTools, null, 2)}
${JSON.stringify(bobTools, null, 2)}
${twelveLines.join('\n')}
{
  "jsonrpc": "2.0",
  "id": 3,
  "error": {
    "code": -32602,
    "message": "Unknown tool: get_product_info"
  }
}
`

const here = (text: string, { origins }: Product) =>
  text
    .replaceAll('http://127.0.0.1:18081', origins['gateway'] ?? '')
    .replaceAll('http://127.0.0.1:18080', origins['idp'] ?? '')

for (const [tools, standIns] of [
  ['the tools of this machine', false],
  ['stand-ins for curl and jq', true],
] as const)
  test(`the lines of Scenes 2 and 3, pasted into a shell with ${tools}, print what the seed prints`, async ({
    product,
  }) => {
    const { out, code } = await pasteIntoShell(here(lines, product), {}, standIns)
    expect(out).toBe(expected)
    expect(code).toBe(0)
  })

test('a call that is refused never reaches the knowledge base, one that is allowed does', async ({
  product,
}) => {
  const before = await product.lab.toolCalls()
  await pasteIntoShell(here([mint('bob'), callAs('BOB', 'jq')].join('\n'), product), {})
  expect(await product.lab.toolCalls()).toBe(before)
  await pasteIntoShell(here([mint('alice'), callAs('ALICE', 'head -1')].join('\n'), product), {})
  expect(await product.lab.toolCalls()).toBe(before + 1)
})

/** One tools/list with whatever stands in `Authorization`. */
async function ask(product: Product, token?: string) {
  const answer = await fetch(`${product.origins['gateway']}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}',
  })
  const type = answer.headers.get('content-type')
  return { status: answer.status, type, body: await answer.text() }
}

// Literals of agentgateway 75b4e6c.
const refusals: [what: string, wish: Record<string, unknown> | undefined, says: string][] = [
  ['no token', undefined, 'no bearer token found'],
  [
    'an expired token',
    { expiresIn: -3600 },
    'the token is invalid or malformed: Error(ExpiredSignature)',
  ],
  [
    'a token for another audience',
    { claims: { aud: 'other' } },
    'the token is invalid or malformed: Error(InvalidAudience)',
  ],
  [
    'a token of another issuer',
    { claims: { iss: 'http://127.0.0.1:1/realms/other' } },
    'the token is invalid or malformed: Error(InvalidIssuer)',
  ],
  [
    'a token that is signed with an unknown key',
    { key: 'unknown', kid: 'k1' },
    'token uses the unknown key "k1"',
  ],
]

for (const [what, wish, says] of refusals)
  test(`the gateway answers ${what} with 401 and agentgateway's own words`, async ({ product }) => {
    const token = wish === undefined ? undefined : await product.lab.mint(wish)
    expect(await ask(product, token)).toEqual({
      status: 401,
      type: 'text/plain',
      body: `authentication failure: ${says}`,
    })
  })

test('the access log has one line for the refused call, with its fields in order', async ({
  product,
}) => {
  await pasteIntoShell(here([mint('bob'), callAs('BOB', 'jq')].join('\n'), product), {})
  const line = (await product.lab.accessLog()).at(-1) ?? ''
  const fields = [
    'gateway=kagent/solo-kb-demo listener=http route=kagent/solo-kb-mcp endpoint=127\\.0\\.0\\.1:\\d+',
    'src\\.addr=127\\.0\\.0\\.1:\\d+ http\\.method=POST http\\.host=127\\.0\\.0\\.1 http\\.path=/mcp',
    'http\\.version=HTTP/1\\.1 http\\.status=400 jwt\\.sub=[0-9a-f-]{36} protocol=mcp',
    'mcp\\.method\\.name=tools/call mcp\\.target=solo-kb mcp\\.resource\\.type=tool',
    'gen_ai\\.tool\\.name=get_product_info',
    'error="mcp: Unknown tool: get_product_info" reason=MCP duration=\\d+ms$',
  ]
  expect(line).toMatch(new RegExp(`info request ${fields.join(' ')}`))
})
