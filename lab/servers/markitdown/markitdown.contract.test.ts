import { Client, SSEClientTransport } from '@modelcontextprotocol/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { listen, type Listening } from '../../gateway/testing/listen.ts'
import type { LabService } from '../../service.ts'
import { createMarkitdown } from './markitdown.ts'

let service: LabService
let at: Listening
let client: Client
const origins: string[] = []

beforeAll(async () => {
  service = createMarkitdown({ allowed: { origins } })
  at = await listen(service.handler)
  origins.push(at.origin)
})
afterAll(async () => {
  await service.close?.()
  await at.close()
})
beforeEach(async () => {
  client = new Client({ name: 'test', version: '1' })
  await client.connect(new SSEClientTransport(new URL(`${at.origin}/sse`)))
})
afterEach(() => client.close())

const convert = async (uri: string) => {
  const { content, isError = false } = await client.callTool({
    name: 'convert_to_markdown',
    arguments: { uri },
  })
  return [isError, content[0]?.type === 'text' ? content[0].text : undefined]
}

describe('the Markdown server', () => {
  test('has one tool, which takes a URI', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['convert_to_markdown'])
    expect(tools[0]?.inputSchema).toMatchObject({ required: ['uri'] })
  })

  test('converts its own page', async () => {
    const [failed, text] = await convert(`${at.origin}/pages/git-cheat-sheet.html`)
    expect(failed).toBe(false)
    expect(text).toContain('# A small Git cheat sheet\n')
    expect(text).toContain('| `git init` | makes this folder a repository |')
    expect(text).toContain('1.  look at it: `git diff`\n2.  choose')
    expect(text).toContain('```\ngit log --oneline --graph\n')
  })

  test('converts the PDF of the same sheet', async () => {
    expect(await convert(`${at.origin}/pages/git-cheat-sheet.pdf`)).toEqual([
      false,
      expect.stringContaining('A small Git cheat sheet\ngit init makes this folder a repository\n'),
    ])
  })

  test.each([
    ['HTML in a data URI', 'data:text/html,<h2>Hi</h2>', '## Hi\n'],
    ['text, as it stands', 'data:text/plain;base64,YSoq', 'a**'],
  ])('converts %s', async (_, uri, markdown) => {
    expect(await convert(uri)).toEqual([false, markdown])
  })

  test.each([
    ['a picture', 'data:image/png,x', 'No converter here takes image/png'],
    ['a broken PDF', 'data:application/pdf,x', 'it is damaged or locked'],
    ['a page from elsewhere', 'http://127.0.0.1:1/', 'is not opened here'],
    ['a file', 'file:///etc/passwd', 'is not opened here'],
    ['no URI', 'here', 'here is no URI'],
  ])('says why it does not convert %s', async (_, uri, reason) => {
    const [failed, text] = await convert(uri)
    expect(failed).toBe(true)
    expect(text).toMatch(/^Error executing tool convert_to_markdown: /)
    expect(text).toContain(reason)
  })

  test('says that a page is not there', async () => {
    const [failed, text] = await convert(`${at.origin}/nothing`)
    expect([failed, text]).toEqual([true, expect.stringContaining('answered 404')])
  })

  test.each([
    ['/messages/', 400, 'session_id is required'],
    ['/messages/?session_id=nobody', 404, 'Could not find session'],
    ['/elsewhere', 404, 'Not Found'],
  ])('POST %s is %d', async (path, status, text) => {
    const response = await fetch(`${at.origin}${path}`, { method: 'POST', body: '{}' })
    expect([response.status, await response.text()]).toEqual([status, text])
  })
})
