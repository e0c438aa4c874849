import { request } from 'node:http'

export interface PlainAnswer {
  status: number
  headers: Record<string, string>
  setCookies: string[]
  body: string
}

/**
 * One HTTP request exactly as it is said here: `fetch` would neither send a foreign `Host` nor
 * `Sec-Fetch-*`, and would follow redirects. `url` tells where to connect and the path as it stands.
 */
export function plainHttp(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<PlainAnswer> {
  const { origin, hostname, port } = new URL(url)
  const { method = 'GET', headers = {}, body } = options
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path: url.slice(origin.length) || '/', method, headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            ),
            setCookies: response.headers['set-cookie'] ?? [],
            body: text,
          }),
        )
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}
