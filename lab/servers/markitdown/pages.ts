import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'

const sheet = new URL('pages/git-cheat-sheet.html', import.meta.url)

/** The same sheet as the web page, for the other converter. */
const lines = [
  'A small Git cheat sheet',
  'git init makes this folder a repository',
  'git clone URL copies a repository with its history',
  'git diff shows what changed, git add -p chooses, git commit records',
  'git reflog finds again what was recorded and seems lost',
]

/** Serves the sheet in both forms; true where it did. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname }: URL,
): Promise<boolean> {
  if (request.method !== 'GET') return false
  if (pathname === '/pages/git-cheat-sheet.html') {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(await readFile(sheet))
    return true
  }
  if (pathname !== '/pages/git-cheat-sheet.pdf') return false
  const { writePdf } = await import('./writePdf.ts')
  response.writeHead(200, { 'content-type': 'application/pdf' }).end(writePdf(lines))
  return true
}
