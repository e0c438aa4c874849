import type { IncomingMessage, ServerResponse } from 'node:http'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listen, type Listening } from '../../gateway/testing/listen.ts'
import { isAllowed, parseOrigins } from './allowList.ts'
import { read } from './read.ts'

let here: Listening
let elsewhere: Listening
let asked: string[] = []

const pages: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) =>
    response.writeHead(200, { 'content-type': 'Text/HTML; charset=x' }).end('hi'),
  '/untyped': (response) => response.writeHead(200).end('bare'),
  '/moved': (response) => response.writeHead(302, { location: '/page' }).end(),
  '/away': (response) => response.writeHead(302, { location: `${elsewhere.origin}/page` }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-data': (response) => response.writeHead(302, { location: 'data:text/plain,x' }).end(),
  '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
  '/long': (response) => response.writeHead(200).end('x'.repeat(1024 * 1024 + 1)),
  '/broken': (response) => {
    response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy())
  },
}

const answer = (request: IncomingMessage, response: ServerResponse): void => {
  asked.push(`${request.headers.host}${request.url}`)
  const page = pages[request.url ?? '']
  if (page === undefined) response.writeHead(404).end()
  else page(response)
}

beforeAll(async () => {
  here = await listen(answer)
  elsewhere = await listen(answer)
})
afterAll(async () => {
  await here.close()
  await elsewhere.close()
})

const get = async (path: string) => {
  asked = []
  const { mediaType, bytes } = await read(`${here.origin}${path}`, { origins: [here.origin] })
  return [mediaType, new TextDecoder().decode(bytes)]
}

describe('reading a page for somebody', () => {
  it.each([
    ['/page', 'text/html', 'hi'],
    ['/untyped', 'text/plain', 'bare'],
    ['/moved', 'text/html', 'hi'],
  ])('reads %s', async (path, mediaType, text) => {
    expect(await get(path)).toEqual([mediaType, text])
  })

  it.each([
    ['/away', 'redirects to', 'which is not opened here'],
    ['/to-file', 'file:///etc/passwd', 'which is not opened here'],
    ['/to-data', 'data:text/plain,x', 'which is not opened here'],
    ['/round', 'redirects more than 5 times', ''],
    ['/long', 'longer than 1048576 bytes', ''],
    ['/broken', 'broke off', ''],
    ['/nothing', 'answered 404', ''],
  ])('refuses %s and says why', async (path, why, more) => {
    const refused = get(path)
    await expect(refused).rejects.toThrow(why)
    await expect(refused).rejects.toThrow(more)
    expect(asked.filter((request) => request.startsWith(new URL(elsewhere.origin).host))).toEqual(
      [],
    )
  })

  it('names what is allowed, and the variable that allows more', async () => {
    const allowed = { origins: [here.origin], variable: 'LAB_FETCH_ALLOW' }
    await expect(read('https://example.org/get', allowed)).rejects.toThrow(
      `https://example.org/get is not opened here; give a page of ${here.origin}, or start the lab with LAB_FETCH_ALLOW=https://example.org`,
    )
  })
})

describe('the list of allowed origins', () => {
  it('is written with commas or blanks', () => {
    expect(parseOrigins(' https://a.test,http://b.test:8080/\n', 'X')).toEqual([
      'https://a.test',
      'http://b.test:8080',
    ])
    expect(parseOrigins('', 'X')).toEqual([])
  })

  it.each(['a.test', 'https://a.test/path', 'file:///etc'])('cannot hold %s', (item) => {
    expect(() => parseOrigins(item, 'X')).toThrow(`X holds "${item}"; write origins`)
  })

  it('is about the whole origin, and URLs without credentials', () => {
    const allowed = { origins: ['https://a.test'] }
    const isIt = (text: string): boolean => isAllowed(new URL(text), allowed)
    expect(isIt('https://a.test/x?y')).toBe(true)
    expect(isIt('https://a.test.evil.test/')).toBe(false)
    expect(isIt('http://a.test/')).toBe(false)
    expect(isIt('https://a.test:8443/')).toBe(false)
    expect(isIt('https://me:pw@a.test/')).toBe(false)
  })
})
