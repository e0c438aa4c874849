import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from '@playwright/test'

import { holdsToken, Witness } from './support/witness.ts'

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl'
const opaque = 'r7Qk-opaque-refresh-token'

const leakyPage = `<!doctype html>
<meta http-equiv="content-security-policy" content="img-src 'none'">
<p id="here"></p>
<script>
  document.getElementById('here').textContent = ${JSON.stringify(jwt)}
  localStorage.setItem('kept', ${JSON.stringify(opaque)})
  console.info(${JSON.stringify(opaque)})
  document.body.append(Object.assign(new Image(), { src: '/violates.png' }))
  fetch('http://foreign.invalid/').catch(() => undefined)
  fetch('/header')
  setTimeout(() => { throw new Error('the page is broken') })
</script>`

test('the witness sees a token in a body, a header, an address, storage, the console and the document', async ({
  browser,
}) => {
  const server = createServer((request, response) => {
    if (request.url === '/header') response.setHeader('x-leak', opaque)
    response.setHeader('content-type', 'text/html').end(request.url === '/header' ? '' : leakyPage)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const origin = `http://127.0.0.1:${port}`
  const context = await browser.newContext()
  try {
    const witness = await Witness.watch(context, origin)
    const page = await context.newPage()
    const header = page.waitForResponse(`${origin}/header`)
    const broken = page.waitForEvent('pageerror')
    const foreign = page.waitForEvent('requestfailed')
    await page.goto(`${origin}/?token=${opaque}`)
    await Promise.all([header, broken, foreign])

    const leaks = await witness.leaks(context.pages(), [opaque])
    expect([...new Set(leaks)].toSorted()).toEqual([
      `body ${origin}/?token=${opaque}`,
      'console',
      'dom',
      `headers ${origin}/header`,
      'storage',
      'url /',
    ])
    expect(witness.foreign).toEqual(['http://foreign.invalid/'])
    expect(witness.errors).toEqual(['the page is broken'])
    await expect.poll(() => witness.violations.join()).toContain('img-src')
  } finally {
    await context.close()
    server.close()
  }
})

test('a log line with a token or a known secret is found, one without is not', () => {
  expect(holdsToken(`{"msg":"request","authorization":"Bearer ${jwt}"}`, [])).toBe(true)
  expect(holdsToken(`{"msg":"refresh","token":"${opaque}"}`, [opaque])).toBe(true)
  expect(holdsToken('{"msg":"request","path":"/bff/session","status":200}', [opaque])).toBe(false)
})
