import { expect, test } from 'vitest'

import { quote, tokenVariable, toCurl } from './curl.ts'

const request = {
  method: 'POST',
  url: 'http://127.0.0.1:18081/mcp?a=1&b=2',
  persona: 'bob',
  requestHeaders: [
    ['content-type', 'application/json'],
    ['Authorization', 'Bearer ••••'],
    ['mcp-protocol-version', '2025-11-25'],
    ['content-length', '17'],
    ['host', '127.0.0.1:18081'],
  ] satisfies [string, string][],
  requestBody: '{"method":"tools/list"}',
  responseHeaders: [] satisfies [string, string][],
}
/** The words that a POSIX shell makes of a command (XCU 2.2), as far as these commands use quoting. */
function words(command: string, env: Record<string, string> = {}): string[] {
  const found: string[] = []
  const token = /\\\n\s*|'([^']*)'|"([^"]*)"|\\(.)|([ \n]+)|([^ \n'"\\]+)/gs
  let word: string | null = null
  for (const [, single, double, escaped, gap, plain] of command.matchAll(token)) {
    if (gap !== undefined) {
      if (word !== null) found.push(word)
      word = null
      continue
    }
    const expanded = double?.replace(/\$(\w+)/g, (_, name: string) => env[name] ?? '')
    const part = single ?? expanded ?? escaped ?? plain
    if (part !== undefined) word = (word ?? '') + part
  }
  return word === null ? found : [...found, word]
}

test('the token is named by its persona and the rest is sent as it was', () => {
  expect(toCurl(request)).toBe(`curl -sS -X 'POST' 'http://127.0.0.1:18081/mcp?a=1&b=2' \\
  -H 'content-type: application/json' \\
  -H "Authorization: Bearer $BOB_JWT" \\
  -H 'mcp-protocol-version: 2025-11-25' \\
  --data-raw '{"method":"tools/list"}'`)
})

test('a shell hands curl the very body, whatever it contains', () => {
  const nasty = `{"q":"it's $HOME \`id\` \\"x\\" !\\n","line":"a\nb"}`
  const given = words(toCurl({ ...request, requestBody: nasty }), { BOB_JWT: 'a.b.c' })
  expect(given.at(-1)).toBe(nasty)
  expect(given).toContain('Authorization: Bearer a.b.c')
})

test('any text survives quoting', () => {
  const nasty = `'; echo "$PATH" \\' \n# '''`
  expect(words(`curl ${quote(nasty)}`)).toEqual(['curl', nasty])
})

test('the line that mints the token stands above, only where a token is needed', () => {
  const mint = 'export BOB_JWT=$(mint bob)'
  expect(toCurl(request, mint).split('\n')[0]).toBe(mint)
  expect(toCurl({ ...request, requestHeaders: [] }, mint)).not.toContain('mint')
})

test('a request of no persona keeps its authorization masked and says so', () => {
  const { persona: _, ...nobody } = request
  const command = toCurl(nobody)
  expect(command.split('\n')[0]).toMatch(/^# •••• stands for/)
  expect(command).toContain(`-H 'Authorization: Bearer ••••'`)
})

test('an event stream is printed as it comes', () => {
  const responseHeaders: [string, string][] = [['content-type', 'text/event-stream']]
  const get = { ...request, method: 'GET', requestBody: null, responseHeaders }
  expect(toCurl(get)).toMatch(/^curl -sSN 'http/)
})

test('a persona becomes a name that a shell accepts', () => {
  expect(['alice', 'alice-browser', '2nd.bob'].map(tokenVariable)).toEqual([
    'ALICE_JWT',
    'ALICE_BROWSER_JWT',
    '_2ND_BOB_JWT',
  ])
})
