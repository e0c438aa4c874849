import type { Product } from './product.ts'

/** A token of one of the lab's people, by the password grant of the seed's curl flow. */
async function mint(person: string, product: Product): Promise<string> {
  const answer = await fetch(
    `${product.origins['idp']}/realms/solo/protocol/openid-connect/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'kagent-cli',
        scope: 'openid',
        username: person,
        password: person,
      }),
    },
  )
  const { access_token: token } = (await answer.json()) as { access_token: string } // RFC 6749 §5.1
  return token
}

/** What the gateway answers to a `tools/call` that does not come from the console: the body as text. */
export async function bodyAs(
  person: string,
  product: Product,
  call: { id: unknown; tool: string; arguments: object },
): Promise<string> {
  const answer = await fetch(`${product.origins['gateway']}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await mint(person, product)}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-06-18',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: call.id,
      method: 'tools/call',
      params: { name: call.tool, arguments: call.arguments },
    }),
  })
  return answer.text()
}
