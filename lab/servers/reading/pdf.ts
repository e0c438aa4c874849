import { extractText, getDocumentProxy } from 'unpdf'

/** Of pdf.js: errors only, because it writes its warnings to the console. */
const verbosity = 0

/** The text of a PDF, its pages parted by an empty line. @throws Error of pdf.js for what is no PDF */
export async function pdfToText(bytes: Uint8Array): Promise<string> {
  // A copy: pdf.js takes the memory of its input over.
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity })
  const { text } = await extractText(document, { mergePages: false })
  return `${text.map((page) => page.trim()).join('\n\n')}\n`
}
