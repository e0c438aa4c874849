import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { token as proxyToken } from './mcpProxy/testing.ts'
import { type RunningGateways, startGateways } from './testing/gateways.ts'
import { shell, type ShellResult } from './testing/shell.ts'
import { soloToken } from './testing/tokens.ts'

let lab: RunningGateways
beforeAll(async () => {
  lab = await startGateways()
}, 30_000)
afterAll(() => lab.close())

/** Runs a command line of a walk-through. */
const run = (line: string, variables: Record<string, string>): Promise<ShellResult> =>
  shell(line, { variables, home: lab.folder, moved: {} })

/** The Inspector's answer as it prints it, where nothing goes wrong. */
async function inspect(line: string, variables: Record<string, string>) {
  const { code, stdout, stderr } = await run(line, variables)
  // On stderr it may also say where it keeps secrets.
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as { tools: { name: string }[]; content: { text: string }[] } // as asked for
}

describe('the website fetcher', () => {
  const asked = `npx -y @modelcontextprotocol/inspector --cli \
  --config mcp-inspector-config.json \
  --server agentgateway`
  const withToken = `${asked} --header "Authorization: Bearer $DEV_TOKEN"`

  beforeAll(() =>
    writeFile(
      join(lab.folder, 'mcp-inspector-config.json'),
      JSON.stringify({
        mcpServers: { agentgateway: { type: 'http', url: `${lab.at('sseGateway')}/mcp` } },
      }),
    ),
  )

  it('is refused without a token', async () => {
    const { code, stdout } = await run(`${asked} --method tools/list`, {})
    expect(stdout).toBe('')
    expect(code).toBeGreaterThan(0)
  })

  it('lists one tool with it', async () => {
    const { tools } = await inspect(`${withToken} --method tools/list`, { DEV_TOKEN: soloToken })
    expect(tools.map(({ name }) => name)).toEqual(['fetch'])
  })

  it('fetches a page that shows who asked for it', async () => {
    const page = `${lab.at('fetcher')}/get`
    const { content } = await inspect(
      `${withToken} --method tools/call --tool-name fetch --tool-arg url=${page}`,
      { DEV_TOKEN: soloToken },
    )
    expect(content[0]?.text).toContain(`"url": "${page}"`)
  })
})

const atProxy = () => ({ PROXY: lab.at('mcpProxy'), TOKEN: proxyToken })

describe('mcp-proxy, over SSE', () => {
  const asked = `mcp-inspector --cli "$PROXY/sse" --transport sse --header "Authorization: Bearer $TOKEN"`

  it('lists the tool', async () => {
    const { tools } = await inspect(`${asked} --method tools/list`, atProxy())
    expect(tools.map(({ name }) => name)).toEqual(['default/mcp-tool:convert_to_markdown'])
  })

  it('refuses a call of it until a policy is applied, and then converts', async () => {
    const call = `${asked} --method tools/call --tool-name default/mcp-tool:convert_to_markdown --tool-arg "uri=data:text/html,<h1>Hello</h1>"`
    const { code, stderr } = await run(call, atProxy())
    expect([code, stderr]).toEqual([1, expect.stringContaining('"message":"not allowed"')])
    await lab.applyProxyPolicy()
    const { content } = await inspect(call, atProxy())
    expect(content).toMatchObject([{ type: 'text', text: '# Hello\n' }])
  })
})

describe('the everything server behind a selector', () => {
  it('echoes', async () => {
    const { content } = await inspect(
      `mcp-inspector --cli "$GATEWAY/mcp" --transport http --method tools/call --tool-name echo --tool-arg "message=Hello, world!"`,
      { GATEWAY: lab.at('dynamicGateway') },
    )
    expect(content).toEqual([{ type: 'text', text: 'Echo: Hello, world!' }])
  })
})
