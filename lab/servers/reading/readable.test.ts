import { createDeflate } from 'node:zlib'

import { describe, expect, it } from 'vitest'

import { writePdf } from '../markitdown/writePdf.ts'
import { convert } from './convert.ts'
import { toReadable } from './readable.ts'

const resource = (mediaType: string, text: string | Uint8Array) => ({
  mediaType,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
})
const readable = async (mediaType: string, text: string | Uint8Array): Promise<string> =>
  toReadable(resource(mediaType, text))

describe('making a page readable', () => {
  it.each([
    ['HTML', 'text/html', '<h1>Grüße</h1>', '# Grüße\n'],
    ['XHTML', 'application/xhtml+xml', '<p>a</p>', 'a\n'],
    ['JSON as it stands', 'application/json', '{"a": 1}', '{"a": 1}'],
    ['a PDF', 'application/pdf', writePdf(['One (1)', 'back\\slash']), 'One (1)\nback\\slash\n'],
  ])('reads %s', async (_, mediaType, text, expected) => {
    expect(await readable(mediaType, text)).toBe(expected)
  })

  it.each([
    ['image/png', 'x', 'No converter here takes image/png: give HTML, PDF or text.'],
    ['', 'x', 'No converter here takes a page without a media type: give HTML, PDF or text.'],
    ['application/pdf', 'x', 'The PDF cannot be read: it is damaged or locked; give another one.'],
    ['text/html', '<span>'.repeat(8000), 'The page is nested too deeply; give another one.'],
  ])('refuses %s when it must', async (mediaType, text, sentence) => {
    await expect(readable(mediaType, text)).rejects.toThrow(sentence)
  })

  it('gives up on a PDF that is larger inside than this machine can hold', async () => {
    const bomb = convert('pdf', await pdfOfBlanks(600))
    await expect(bomb).rejects.toThrow('The PDF needs too much memory to convert')
    // and the next one is none the worse for it
    expect(await convert('html', new TextEncoder().encode('<p>a</p>'))).toBe('a\n')
  }, 20_000)

  it('gives up on a page that is made to be slow, and is not stalled by it', async () => {
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 10)
    const slow = convert('html', new TextEncoder().encode('<div>'.repeat(20_000)), 500)
    await expect(slow).rejects.toThrow('The page takes too long to convert; give another one.')
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(10)
  })
})

/** A PDF whose one page is that many million blanks, in a thousandth of it; pdf.js mends the missing table. */
async function pdfOfBlanks(millions: number): Promise<Uint8Array> {
  const deflate = createDeflate({ level: 9 })
  const blanks = Buffer.alloc(1_000_000, ' ')
  for (let count = 0; count < millions; count++) deflate.write(blanks)
  deflate.end('BT ET')
  const packed = Buffer.concat(await deflate.toArray())
  return Buffer.concat([
    Buffer.from(`%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> endobj
4 0 obj << /Length ${packed.length} /Filter /FlateDecode >>
stream
`),
    packed,
    Buffer.from('\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
  ])
}
