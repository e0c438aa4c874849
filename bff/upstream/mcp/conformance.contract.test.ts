import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'

import type { McpAsk } from '../../contract.ts'
import { serve, textOf } from '../../testing/serve.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))
const cli = join(modules, '@modelcontextprotocol/conformance/dist/index.js')

const checks = z.array(z.object({ id: z.string(), status: z.string() }))

const signIn = signInOf('presenter')
const caller = { gateway: 'scenario', persona: 'alice', signIn }

/** What a form sends that nobody has touched: it begins with the schema's defaults. */
function untouched({ schema }: McpAsk): Record<string, unknown> {
  const properties = z.record(z.string(), z.looseObject({})).parse(schema?.['properties'])
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}

/** A console whose only gateway is a scenario's server: it begins a session, calls every tool and answers. */
async function useAll(url: string): Promise<void> {
  const { upstream, hub } = upstreamOf({ gateways: { scenario: { url } }, clock: Date.now })
  const stop = hub.subscribe({
    signIn: signIn.id,
    subject: 'presenter',
    send({ event, data }) {
      if (event === 'mcp_ask' && data.state === 'open')
        upstream.mcp.asks.answer(signIn, data.id, { action: 'accept', content: untouched(data) })
    },
  })
  // Its own stream is listened to: the scenario asks there, and not within the call.
  await upstream.sessions.begin(caller, true)
  const { tools } = await upstream.tools.list(caller)
  for (const { name } of tools)
    await upstream.call(caller, { tool: name, arguments: { a: 5, b: 3 } })
  await upstream.mcp.end(caller)
  stop()
}

/**
 * Runs a client scenario of the package (0.1.16) against the console: the command that the package starts
 * only says where the scenario's server is. Its checks, `INFO` left out.
 */
async function run(scenario: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const relay = await serve((request, response) => {
    void textOf(request)
      .then(useAll)
      .then(
        () => response.end('done'),
        (error: unknown) => response.end(String(error)),
      )
  })
  const post = `fetch('${relay.origin}',{method:'POST',body:process.argv.at(-1)}).then(r=>r.text()).then(console.log)`
  const command = `${process.execPath} -e "${post}"`
  await new Promise<void>((resolve) => {
    const args = [cli, 'client', '--command', command, '--scenario', scenario, '-o', folder]
    execFile(process.execPath, args, () => resolve())
  })
  const [made = ''] = await readdir(folder)
  const file = await readFile(join(folder, made, 'checks.json'), 'utf8')
  return checks
    .parse(JSON.parse(file))
    .filter(({ status }) => status !== 'INFO')
    .map(({ id, status }) => `${status} ${id}`)
}

test.each([
  ['initialize', ['mcp-client-initialization']],
  ['tools_call', ['tool-add-numbers']],
  [
    'elicitation-sep1034-client-defaults',
    ['string', 'integer', 'number', 'enum', 'boolean'].map(
      (type) => `client-elicitation-sep1034-${type}-default`,
    ),
  ],
])('the console passes the client scenario %s', async (scenario, proved) => {
  expect(await run(scenario)).toEqual(proved.map((id) => `SUCCESS ${id}`))
})
