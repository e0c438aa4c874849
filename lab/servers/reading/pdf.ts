import { extractText, getDocumentProxy } from 'unpdf'

import { NotConvertible } from './readable.ts'

/** Of pdf.js: errors only, because it writes its warnings to the console. */
const verbosity = 0

/** The text of a PDF, its pages parted by an empty line. @throws NotConvertible for what is no PDF */
export async function pdfToText(bytes: Uint8Array): Promise<string> {
  try {
    // A copy: pdf.js takes the memory of its input over.
    const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity })
    const { text } = await extractText(document, { mergePages: false })
    return `${text.map((page) => page.trim()).join('\n\n')}\n`
  } catch {
    throw new NotConvertible('The PDF cannot be read: it is damaged or locked; give another one.')
  }
}
